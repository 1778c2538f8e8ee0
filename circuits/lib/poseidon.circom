pragma circom 2.1.0;

include "poseidon_constants.circom";

// The hash Poseidon of 1 to 5 elements, with the parameters of circomlib: capacity 0, 8 full rounds, power 5.
//
// State elements between S-boxes are sums that need no signals, so every signal belongs to a product.
// Constraints: 213, 240, 261, 297 and 321 with a product for 1 to 5 elements, 1 linear for the result.
template Poseidon(n) {
    assert(n >= 1 && n <= 5);
    signal input inputs[n];
    signal output out;
    var t = n + 1;
    var partial = poseidonPartialRounds(t);
    var constants[408];
    var matrix[t][t];
    if (n == 1) {
        var values[128] = poseidonRoundConstants2();
        for (var i = 0; i < 128; i++) { constants[i] = values[i]; }
        matrix = poseidonMatrix2();
    } else if (n == 2) {
        var values[195] = poseidonRoundConstants3();
        for (var i = 0; i < 195; i++) { constants[i] = values[i]; }
        matrix = poseidonMatrix3();
    } else if (n == 3) {
        var values[256] = poseidonRoundConstants4();
        for (var i = 0; i < 256; i++) { constants[i] = values[i]; }
        matrix = poseidonMatrix4();
    } else if (n == 4) {
        var values[340] = poseidonRoundConstants5();
        for (var i = 0; i < 340; i++) { constants[i] = values[i]; }
        matrix = poseidonMatrix5();
    } else {
        constants = poseidonRoundConstants6();
        matrix = poseidonMatrix6();
    }
    // The first S-box of the capacity element works on a constant and needs no signals.
    signal squares[8 * t + partial - 1];
    signal fourths[8 * t + partial - 1];
    signal fifths[8 * t + partial - 1];
    var state[t];
    for (var i = 0; i < n; i++) { state[i + 1] = inputs[i]; }
    var box = 0;
    for (var round = 0; round < 8 + partial; round++) {
        for (var i = 0; i < t; i++) { state[i] += constants[round * t + i]; }
        for (var i = 0; i < t; i++) {
            if (i == 0 || round < 4 || round >= 4 + partial) {
                if (round == 0 && i == 0) {
                    state[0] = state[0] ** 5;
                } else {
                    squares[box] <== state[i] * state[i];
                    fourths[box] <== squares[box] * squares[box];
                    fifths[box] <== fourths[box] * state[i];
                    state[i] = fifths[box];
                    box++;
                }
            }
        }
        var mixed[t];
        for (var i = 0; i < t; i++) {
            for (var j = 0; j < t; j++) { mixed[i] += matrix[i][j] * state[j]; }
        }
        state = mixed;
    }
    out <== state[0];
}
