pragma circom 2.1.0;

include "bits.circom";

// Comparisons. Results are 0 or 1.

// out is 1 where in is 0.
//
// Constraints: 2 with a product.
template IsZero() {
    signal input in;
    signal output out;
    signal inverse <-- in != 0 ? 1 / in : 0;
    // Where in is not 0, the second constraint makes out 0; where it is 0, the first makes it 1.
    out <== 1 - in * inverse;
    in * out === 0;
}

// out is 1 where a equals b.
//
// Constraints: 2 with a product, 1 linear.
template IsEqual() {
    signal input a;
    signal input b;
    signal output out <== IsZero()(a - b);
}

// out is 1 where a is below b; both must be below 2^n.
//
// Constraints: n + 1 with a product, 3 linear.
template LessThan(n) {
    assert(n <= 252);
    signal input a;
    signal input b;
    signal output out;
    component bits = Bits(n + 1);
    bits.in <== a + (1 << n) - b;
    out <== 1 - bits.out[n];
}

// out is 1 where a is not above b; both must be below 2^n.
//
// Constraints: n + 1 with a product, 4 linear.
template LessOrEqual(n) {
    signal input a;
    signal input b;
    signal output out <== LessThan(n)(a, b + 1);
}

// a is below b; both must be below 2^n. Cheaper than comparing and requiring the result to be 1.
//
// Constraints: n with a product, 2 linear.
template RequireLess(n) {
    assert(n <= 252);
    signal input a;
    signal input b;
    Range(n)(b - a - 1);
}
