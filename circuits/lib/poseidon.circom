pragma circom 2.1.0;

include "poseidon_constants.circom";

// The hash Poseidon of 1 to 16 elements, with the parameters of circomlib: capacity 0, 8 full rounds, power 5.
//
// State elements between S-boxes are sums that need no signals, so every signal belongs to a product.
// Constraints: 3 for each S-box but the first, which are 8 (n + 1) and one for each partial round, and 1 linear for the
// result: 213, 240, 261, 297, 321, 354, 381, 402, 417, 459, 465, 504, 543, 537, 573, 609 with a product for 1 to 16 elements.
template Poseidon(n) {
    assert(n >= 1 && n <= 16);
    signal input inputs[n];
    signal output out;
    var t = n + 1;
    var partial = poseidonPartialRounds(t);
    var constants[t * (8 + partial)] = poseidonRoundConstants(t);
    var matrix[t][t] = poseidonMatrix(t);
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
