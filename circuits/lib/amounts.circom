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

// The parts a[0] + 2^64 a[1] of an amount of 65 to 128 bits.
//
// Constraints: n with a product, 3 linear.
template Halves(n) {
    assert(n > 64 && n <= 128);
    signal input in;
    signal output out[2];
    out[0] <-- in & ((1 << 64) - 1);
    out[1] <-- in >> 64;
    Range(64)(out[0]);
    Range(n - 64)(out[1]);
    out[0] + (1 << 64) * out[1] === in;
}

// out is a * b.
//
// Constraints: n + 1 with a product, 1 linear; for n above 126, where a product can be larger than the prime, 2 n + 66 with a
// product, 6 linear.
template AmountProduct(n) {
    assert(n <= 128);
    signal input a;
    signal input b;
    signal output {maxbits} out;
    out.maxbits = n;
    if (n <= 126) {
        out <== a * b;
    } else {
        signal halves[2] <== Halves(n)(a);
        signal low <== halves[0] * b;
        signal high <== halves[1] * b;
        // Then neither part of the sum comes near the prime.
        Range(64)(high);
        out <== low + (1 << 64) * high;
    }
    Range(n)(out);
}

// quotient is a / b rounded down, and remainder what is left; there is no witness for b = 0.
//
// Constraints: 3 n + 1 with a product, 4 linear; for n above 126, where quotient times b can be larger than the prime, 3 n + 66
// with a product, 8 linear.
template AmountQuotient(n) {
    assert(n <= 128);
    signal input a;
    signal input b;
    signal output {maxbits} quotient;
    signal output {maxbits} remainder;
    quotient.maxbits = n;
    remainder.maxbits = n;
    quotient <-- b == 0 ? 0 : a \ b;
    remainder <-- b == 0 ? 0 : a % b;
    Range(n)(remainder);
    // The remainder is below b.
    signal {maxbits} room;
    room.maxbits = n;
    room <== b - remainder - 1;
    Range(n)(room);
    if (n <= 126) {
        Range(n)(quotient);
        quotient * b === a - remainder;
    } else {
        // Each half of the quotient times b stays below 2^192, and high must be below 2^64 as a is below 2^128: then the sum
        // comes nowhere near the prime, and holds for integers.
        signal halves[2] <== Halves(n)(quotient);
        signal low <== halves[0] * b;
        signal high <== halves[1] * b;
        Range(64)(high);
        low + (1 << 64) * high + remainder === a;
    }
}

// out is a * rate / 2^fraction rounded down: rate is a fixed-point number with that many bits after the point.
//
// Constraints: n + fraction + 1 with a product, 3 linear; for n above 126, where a product can be larger than the prime,
// 3 n + fraction + 2 with a product, 8 linear. The remainder goes to nobody here: see the README.
template FixedPointProduct(n, fraction) {
    assert(n <= 128 && fraction >= 1 && fraction <= n);
    signal input a;
    signal input rate;
    signal output {maxbits} out;
    signal output {maxbits} remainder;
    out.maxbits = n;
    remainder.maxbits = fraction;
    signal bits[n + fraction];
    if (2 * n <= 252) {
        signal product <== a * rate;
        bits <== Bits(n + fraction)(product);
    } else {
        // The product is low + 2^64 high, and its bits are the lowest 64 of low and those of what is carried from there.
        signal halves[2] <== Halves(n)(a);
        signal low <== halves[0] * rate;
        signal high <== halves[1] * rate;
        signal lowBits[n + 64] <== Bits(n + 64)(low);
        var carried = 0;
        for (var i = 0; i < n; i++) { carried += lowBits[64 + i] * (1 << i); }
        signal upper <== high + carried;
        signal upperBits[n + fraction - 64] <== Bits(n + fraction - 64)(upper);
        for (var i = 0; i < n + fraction; i++) { bits[i] <== i < 64 ? lowBits[i] : upperBits[i - 64]; }
    }
    var below = 0;
    var above = 0;
    for (var i = 0; i < fraction; i++) { below += bits[i] * (1 << i); }
    for (var i = 0; i < n; i++) { above += bits[fraction + i] * (1 << i); }
    remainder <== below;
    out <== above;
}
