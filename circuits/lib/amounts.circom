pragma circom 2.1.0;

include "bits.circom";

// Arithmetic on unsigned amounts of n bits (64 or 128) that can leave neither their range nor the field.
// Inputs must be below 2^n; results are, or there is no witness. The tag maxbits of a result says so to the compiler and to
// the lint.

// out is a + b.
//
// Constraints: n with a product, 2 linear.
template AmountSum(n) {
    assert(n <= 128);
    signal input a;
    signal input b;
    signal output {maxbits} out;
    out.maxbits = n;
    out <== a + b;
    Range(n)(out);
}

// out is a - b, where b is not above a.
//
// Constraints: n with a product, 2 linear.
template AmountDifference(n) {
    assert(n <= 128);
    signal input a;
    signal input b;
    signal output {maxbits} out;
    out.maxbits = n;
    out <== a - b;
    Range(n)(out);
}

// out is the sum of k amounts.
//
// Constraints: n with a product, 2 linear.
template AmountTotal(n, k) {
    assert(n <= 128 && k < 1 << 32);
    signal input in[k];
    signal output {maxbits} out;
    out.maxbits = n;
    var sum = 0;
    for (var i = 0; i < k; i++) { sum += in[i]; }
    out <== sum;
    Range(n)(out);
}

// out is a * b.
//
// Constraints: n + 1 with a product, 1 linear.
template AmountProduct(n) {
    assert(n <= 124);
    signal input a;
    signal input b;
    signal output {maxbits} out;
    out.maxbits = n;
    out <== a * b;
    Range(n)(out);
}

// out is a * rate / 2^fraction rounded down: rate is a fixed-point number with that many bits after the point.
//
// Constraints: n + fraction + 1 with a product, 3 linear. The remainder goes to nobody here: see the README.
template FixedPointProduct(n, fraction) {
    assert(2 * n <= 252 && fraction <= n);
    signal input a;
    signal input rate;
    signal output {maxbits} out;
    signal output {maxbits} remainder;
    out.maxbits = n;
    remainder.maxbits = fraction;
    signal product <== a * rate;
    signal bits[n + fraction] <== Bits(n + fraction)(product);
    var low = 0;
    var high = 0;
    for (var i = 0; i < fraction; i++) { low += bits[i] * (1 << i); }
    for (var i = 0; i < n; i++) { high += bits[fraction + i] * (1 << i); }
    remainder <== low;
    out <== high;
}
