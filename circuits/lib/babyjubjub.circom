pragma circom 2.1.0;

include "bits.circom";

// The twisted Edwards curve Baby Jubjub, 168700 x^2 + y^2 = 1 + 168696 x^2 y^2 (EIP-2494). A point is [x, y].
//
// 168700 is a square and 168696 is none, so the denominators of the sum are never zero for points of the curve (Bernstein,
// Birkner, Joye, Lange, Peters, "Twisted Edwards Curves", 2008, section 6): one formula serves for all points.

// The prime order of the subgroup.
function subgroupOrder() {
    return 2736030358979909402780800718157159386076813972158567259200215660948447373041;
}

// The generator of the subgroup, circomlib's Base8.
function subgroupBase() {
    return [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];
}

// The sum of two points of the curve, as a value.
function pointSum(first, second) {
    var product = 168696 * first[0] * first[1] * second[0] * second[1];
    return [
        (first[0] * second[1] + first[1] * second[0]) / (1 + product),
        (first[1] * second[1] - 168700 * first[0] * second[0]) / (1 - product)
    ];
}

// A multiple of a point of the curve, as a value; the scalar has at most 254 bits.
function pointMultiple(scalar, point) {
    var sum[2] = [0, 1];
    var power[2] = point;
    for (var i = 0; i < 254; i++) {
        if ((scalar >> i) & 1 == 1) { sum = pointSum(sum, power); }
        power = pointSum(power, power);
    }
    return sum;
}

// The point is on the curve.
//
// Constraints: 3 with a product.
template OnCurve() {
    signal input point[2];
    signal xx <== point[0] * point[0];
    signal yy <== point[1] * point[1];
    168700 * xx + yy - 1 === 168696 * xx * yy;
}

// The sum of two points, which must be on the curve.
//
// Constraints: 6 with a product.
template PointSum() {
    signal input first[2];
    signal input second[2];
    signal output out[2];
    signal a <== first[0] * second[1];
    signal b <== first[1] * second[0];
    signal c <== (first[1] - 168700 * first[0]) * (second[0] + second[1]);
    signal t <== a * b;
    out[0] <-- (a + b) / (1 + 168696 * t);
    (1 + 168696 * t) * out[0] === a + b; // lint: the factor is not zero, as the curve is complete
    out[1] <-- (c + 168700 * a - b) / (1 - 168696 * t);
    (1 - 168696 * t) * out[1] === c + 168700 * a - b; // lint: the factor is not zero, as the curve is complete
}

// Twice a point, which must be on the curve.
//
// Constraints: 5 with a product.
template PointDouble() {
    signal input point[2];
    signal output out[2];
    signal a <== point[0] * point[1];
    signal t <== a * a;
    // y^2 - 168700 x^2 + (1 - 168700) x y
    signal c <== (point[1] - 168700 * point[0]) * (point[0] + point[1]);
    out[0] <-- 2 * a / (1 + 168696 * t);
    (1 + 168696 * t) * out[0] === 2 * a; // lint: the factor is not zero, as the curve is complete
    out[1] <-- (c + 168699 * a) / (1 - 168696 * t);
    (1 - 168696 * t) * out[1] === c + 168699 * a; // lint: the factor is not zero, as the curve is complete
}

// Eight times a point, which must be on the curve: a point of the subgroup.
//
// Constraints: 15 with a product.
template PointTimesEight() {
    signal input point[2];
    signal output out[2];
    signal twice[2] <== PointDouble()(point);
    signal fourTimes[2] <== PointDouble()(twice);
    out <== PointDouble()(fourTimes);
}

// The point is in the subgroup of prime order; the neutral point is too.
//
// The points of the subgroup are those that are eight times a point of the curve, and such a point is the witness.
// Constraints: 18 with a product.
template RequireSubgroup() {
    signal input point[2];
    signal eighth[2]; // lint: any solution serves, as the statement is that there is one
    // 1/8 modulo the order of the subgroup.
    var inverse = 2394026564107420727433200628387514462817212225638746351800188703329891451411;
    var values[2] = pointMultiple(inverse, point);
    eighth[0] <-- values[0];
    eighth[1] <-- values[1];
    OnCurve()(eighth);
    signal computed[2] <== PointTimesEight()(eighth);
    computed === point;
}
