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

// The bits of any field element, all 254 of them, below the prime.
//
// A number of 254 bits can be at or above the prime; then it is a second way to write a small element. Going down from the
// top, `prefix` says whether all ones of p - 1 so far are ones of out too. Where p - 1 has a zero, the bit must then be zero,
// and otherwise it is free: (bit + prefix - 1) * bit = 0 says both, in the place of the bit's own constraint (Hopwood, Bowe,
// Hornby, Wilcox, "Zcash Protocol Specification", 2022, section A.3.2.2).
// Constraints: 353 with a product, 1 linear.
template StrictBits() {
    signal input in;
    signal output out[254];
    // p - 1
    var top = -1;
    var ones = 0;
    for (var i = 0; i < 253; i++) { ones += (top >> i) & 1; }
    signal prefixes[ones];
    var prefix = 1;
    var next = 0;
    var sum = 0;
    for (var i = 253; i >= 0; i--) {
        out[i] <-- (in >> i) & 1;
        sum += out[i] * (1 << i);
        if ((top >> i) & 1 == 0) {
            out[i] * (out[i] + prefix - 1) === 0;
        } else {
            out[i] * (out[i] - 1) === 0;
            if (i == 253) {
                prefix = out[i];
            } else {
                prefixes[next] <== prefix * out[i];
                prefix = prefixes[next];
                next++;
            }
        }
    }
    sum === in;
}
