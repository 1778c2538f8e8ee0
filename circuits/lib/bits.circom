pragma circom 2.1.0;

// Bits and ranges.

// out is in as n bits, least significant first; in must be below 2^n.
//
// For n up to 253 the bits are unique. For more there are values with two decompositions: take StrictBits.
// Constraints: n with a product, 1 linear.
template Bits(n) {
    assert(n > 0 && n <= 253);
    signal input in;
    signal output out[n];
    var sum = 0;
    for (var i = 0; i < n; i++) {
        out[i] <-- (in >> i) & 1;
        out[i] * (out[i] - 1) === 0;
        sum += out[i] * (1 << i);
    }
    sum === in;
}

// out is the number of n bits, least significant first; the bits must be 0 or 1.
//
// Constraints: 1 linear.
template Number(n) {
    assert(n > 0 && n <= 253);
    signal input in[n];
    signal output out;
    var sum = 0;
    for (var i = 0; i < n; i++) { sum += in[i] * (1 << i); }
    out <== sum;
}

// in is below 2^n.
//
// Constraints: n with a product, 1 linear.
template Range(n) {
    signal input in;
    _ <== Bits(n)(in);
}

// The n bits of a number that is at most top, where top is below 2^n; n is at most 254.
//
// Going down from the highest bit, `prefix` says whether all ones of top so far are ones of out too. Where top has a zero, the
// bit must then be zero, and otherwise it is free: (bit + prefix - 1) * bit = 0 says both, in the place of the bit's own
// constraint (Hopwood, Bowe, Hornby, Wilcox, "Zcash Protocol Specification", 2022, section A.3.2.2).
// Constraints: n and the ones of top that have a zero below them, but the first, with a product, 1 linear.
template BitsUpTo(n, top) {
    assert(n > 0 && n <= 254 && (n == 254 || top >> n == 0));
    signal input in;
    signal output out[n];
    var zeros = 0;
    while (zeros < n && (top >> zeros) & 1 == 1) { zeros++; }
    var ones = 0;
    for (var i = zeros; i < n; i++) { ones += (top >> i) & 1; }
    signal prefixes[ones > 0 ? ones - 1 : 0];
    var prefix = 1;
    var next = 0;
    var sum = 0;
    for (var i = n - 1; i >= 0; i--) {
        out[i] <-- (in >> i) & 1;
        sum += out[i] * (1 << i);
        if ((top >> i) & 1 == 0) {
            out[i] * (out[i] + prefix - 1) === 0;
        } else {
            out[i] * (out[i] - 1) === 0;
            if (i > zeros) {
                if (next == 0) {
                    prefix = out[i];
                } else {
                    prefixes[next - 1] <== prefix * out[i];
                    prefix = prefixes[next - 1];
                }
                next++;
            }
        }
    }
    sum === in;
}

// The bits of any field element, all 254 of them, below the prime.
//
// A number of 254 bits can be at or above the prime; then it is a second way to write a small element.
// Constraints: 353 with a product, 1 linear.
template StrictBits() {
    signal input in;
    signal output out[254] <== BitsUpTo(254, -1)(in);
}
