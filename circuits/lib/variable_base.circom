pragma circom 2.1.0;

include "babyjubjub.circom";
include "montgomery.circom";

// Multiples of a point that only the witness knows.

// scalar * point, for the n bits of a scalar, least significant first, which must be 0 or 1.
//
// The point must have prime order: take PointTimesEight of a point of the curve, or RequireSubgroup. The neutral point, which
// has order 1, has no solution.
//
// The scalar with its lowest bit set is 2^(n - 1) + sum of c_i 2^i over i below n - 1, with signs c_i = 2 bits[i + 1] - 1. The
// sum starts from its lowest term, so before the term i it is an odd number below 2^i in size, and neither equal nor opposite
// to the term, nor does it become neutral, while 2^(i + 1) is below the order: for i up to 249 Montgomery's sum serves. At the
// end the point is taken off where the lowest bit is zero.
// A table for windows of bits would cost more: for two bits 4 products to choose, against 2 with signs, and the doublings stay.
// Constraints for n = 254: 2054 with a product. 8 for a bit, in general, up to 250 bits.
template PointMultiple(n) {
    assert(n >= 2 && n <= 254);
    signal input bits[n];
    signal input point[2];
    signal output out[2];
    var switched = n - 1 < 249 ? n - 1 : 249;

    // powers[i] is 2^i point.
    signal powers[switched + 1][2];
    signal sums[switched + 1][2];
    signal signed[switched + 1];
    powers[0] <== ToMontgomery()(point);
    signed[0] <== powers[0][1] * (2 * bits[1] - 1);
    sums[0] <== [powers[0][0], signed[0]];
    for (var i = 1; i <= switched; i++) {
        powers[i] <== MontgomeryDouble()(powers[i - 1]);
        if (i < n - 1) {
            signed[i] <== powers[i][1] * (2 * bits[i + 1] - 1);
        } else {
            signed[i] <== powers[i][1];
        }
        sums[i] <== MontgomerySum()(sums[i - 1], [powers[i][0], signed[i]]);
    }

    // The terms from 2^250 on.
    var high = n - 1 - switched;
    signal highPowers[high == 0 ? 0 : high + 1][2];
    signal highSums[high + 1][2];
    signal highSigned[high];
    highSums[0] <== ToEdwards()(sums[switched]);
    if (high > 0) {
        highPowers[0] <== ToEdwards()(powers[switched]);
    }
    for (var i = 1; i <= high; i++) {
        highPowers[i] <== PointDouble()(highPowers[i - 1]);
        if (switched + i < n - 1) {
            highSigned[i - 1] <== highPowers[i][0] * (2 * bits[switched + i + 1] - 1);
        } else {
            highSigned[i - 1] <== highPowers[i][0];
        }
        highSums[i] <== PointSum()(highSums[i - 1], [highSigned[i - 1], highPowers[i][1]]);
    }

    // Minus the point, or the neutral point.
    signal rest[2];
    rest[0] <== (bits[0] - 1) * point[0];
    rest[1] <== 1 + (1 - bits[0]) * (point[1] - 1);
    out <== PointSum()(highSums[high], rest);
}
