pragma circom 2.1.0;

// Choices.

// out is first where choice is 0 and second where it is 1; choice must be 0 or 1.
//
// Constraints: 1 with a product.
template Choose() {
    signal input choice;
    signal input first;
    signal input second;
    signal output out <== first + choice * (second - first);
}

// out[0] and out[1] are in[0] and in[1], exchanged where swap is 1; swap must be 0 or 1.
//
// Constraints: 1 with a product, 1 linear.
template Swap() {
    signal input swap;
    signal input in[2];
    signal output out[2];
    out[0] <== in[0] + swap * (in[1] - in[0]);
    out[1] <== in[0] + in[1] - out[0];
}

// out is the value with number choice[0] + 2 choice[1] + …; all choices must be 0 or 1.
//
// Constraints: 2^n - 1 with a product.
template Multiplexer(n) {
    signal input choice[n];
    signal input values[1 << n];
    signal output out;
    signal levels[(1 << n) - 1];
    var current[1 << n] = values;
    var next = 0;
    for (var bit = 0; bit < n; bit++) {
        for (var i = 0; i < 1 << (n - bit - 1); i++) {
            levels[next] <== current[2 * i] + choice[bit] * (current[2 * i + 1] - current[2 * i]);
            current[i] = levels[next];
            next++;
        }
    }
    out <== current[0];
}
