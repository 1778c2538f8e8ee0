pragma circom 2.1.0;

// The twisted Edwards curve Baby Jubjub, 168700 x^2 + y^2 = 1 + 168696 x^2 y^2 (EIP-2494).

// The point is on the curve.
//
// Constraints: 3 with a product.
template OnCurve() {
    signal input x;
    signal input y;
    signal xx <== x * x;
    signal yy <== y * y;
    168700 * xx + yy - 1 === 168696 * xx * yy;
}

// The sum of two points, which must be on the curve.
//
// 168700 is a square and 168696 is none, so the denominators are never zero for points of the curve (Bernstein, Birkner,
// Joye, Lange, Peters, "Twisted Edwards Curves", 2008, section 6). Constraints: 6 with a product.
template PointSum() {
    signal input x1;
    signal input y1;
    signal input x2;
    signal input y2;
    signal output x;
    signal output y;
    signal a <== x1 * y2;
    signal b <== y1 * x2;
    signal c <== (y1 - 168700 * x1) * (x2 + y2);
    signal t <== a * b;
    x <-- (a + b) / (1 + 168696 * t);
    (1 + 168696 * t) * x === a + b; // lint: the factor is not zero, as the curve is complete
    y <-- (c + 168700 * a - b) / (1 - 168696 * t);
    (1 - 168696 * t) * y === c + 168700 * a - b; // lint: the factor is not zero, as the curve is complete
}
