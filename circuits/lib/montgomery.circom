pragma circom 2.1.0;

// Baby Jubjub in Montgomery form, v^2 = u^3 + 168698 u^2 + u (EIP-2494): additions cost half of what they cost on the Edwards
// curve, but not all points can be added. A point is [u, v]; the neutral point has no coordinates here.

// A point in Montgomery form, as a value; it must not be of order 1 or 2.
function toMontgomery(point) {
    var u = (1 + point[1]) / (1 - point[1]);
    return [u, u / point[0]];
}

// A point of the Edwards curve, not of order 1 or 2, in Montgomery form.
//
// The neutral point [0, 1] has no solution. Constraints: 2 with a product.
template ToMontgomery() {
    signal input point[2];
    signal output out[2];
    out[0] <-- (1 + point[1]) / (1 - point[1]);
    out[1] <-- out[0] / point[0];
    out[0] * (1 - point[1]) === 1 + point[1]; // lint: the factor is not zero, as 0 = 2 has no solution
    out[1] * point[0] === out[0]; // lint: the factor is not zero, as x is zero for order 1 and 2 only
}

// A point in Montgomery form, not of order 2 or 4, on the Edwards curve.
//
// Constraints: 2 with a product.
template ToEdwards() {
    signal input point[2];
    signal output out[2];
    out[0] <-- point[0] / point[1];
    out[1] <-- (point[0] - 1) / (point[0] + 1);
    out[0] * point[1] === point[0]; // lint: the factor is not zero, as v is zero for order 2 only
    out[1] * (point[0] + 1) === point[0] - 1; // lint: the factor is not zero, as -1 is the u of points of order 4
}

// The sum of two points that are neither equal nor opposite.
//
// Constraints: 3 with a product.
template MontgomerySum() {
    signal input first[2];
    signal input second[2];
    signal output out[2];
    signal slope <-- (second[1] - first[1]) / (second[0] - first[0]);
    slope * (second[0] - first[0]) === second[1] - first[1]; // lint: the factor is not zero, as said for the template
    out[0] <== slope * slope - 168698 - first[0] - second[0];
    out[1] <== slope * (first[0] - out[0]) - first[1];
}

// Twice a point that is not of order 2.
//
// Constraints: 4 with a product.
template MontgomeryDouble() {
    signal input point[2];
    signal output out[2];
    signal square <== point[0] * point[0];
    signal slope <-- (3 * square + 2 * 168698 * point[0] + 1) / (2 * point[1]);
    slope * (2 * point[1]) === 3 * square + 2 * 168698 * point[0] + 1; // lint: the factor is not zero, as said for the template
    out[0] <== slope * slope - 168698 - 2 * point[0];
    out[1] <== slope * (point[0] - out[0]) - point[1];
}
