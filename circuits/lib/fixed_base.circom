pragma circom 2.1.0;

include "babyjubjub.circom";
include "montgomery.circom";

// Multiples of a point that is known when the circuit is compiled.

// The tables of a window of three signed bits c0 + 2 c1 + 4 c2, each 1 or -1, over the points [7 P, 5 P, 3 P, P].
//
// u does not change with the sign of the point and v changes its sign, so over signs with c c = 1 there are numbers with
//   u = a + b c0 c1 + g c0 c2 + d c1 c2 = a - k b + (c0 + k c1) (b c1 + g c2), where k = d / g, and
//   v = w0 c0 + w1 c1 + w2 c2 + w3 c0 c1 c2, where g c0 c1 c2 = u c1 - a c1 - b c0 - d c2.
// The result is [a - k b, k, b, g, w3 / g, and the factors of c0, c1, c2 in v].
function signedWindow(points) {
    var p7[2] = toMontgomery(points[0]);
    var p5[2] = toMontgomery(points[1]);
    var p3[2] = toMontgomery(points[2]);
    var p1[2] = toMontgomery(points[3]);
    var a = (p7[0] + p5[0] + p3[0] + p1[0]) / 4;
    var b = (p7[0] - p5[0] - p3[0] + p1[0]) / 4;
    var g = (p7[0] - p5[0] + p3[0] - p1[0]) / 4;
    var d = (p7[0] + p5[0] - p3[0] - p1[0]) / 4;
    var w0 = (p7[1] - p5[1] + p3[1] - p1[1]) / 4;
    var w1 = (p7[1] + p5[1] - p3[1] - p1[1]) / 4;
    var w2 = (p7[1] + p5[1] + p3[1] + p1[1]) / 4;
    var w3 = (p7[1] - p5[1] - p3[1] + p1[1]) / 4;
    assert(g != 0);
    var k = d / g;
    var w = w3 / g;
    return [a - k * b, k, b, g, w, w0 - w * b, w1 - w * a, w2 - w * d];
}

// The point with number bits[0] + 2 bits[1] + 4 bits[2] of a table on the Edwards curve; the bits must be 0 or 1.
//
// Constraints: none for 1 bit, 1 with a product for 2 bits, 3 for 3 bits, and 2 linear.
template PointTable(n, points) {
    assert(n >= 1 && n <= 3);
    signal input bits[n];
    signal output out[2];
    if (n == 1) {
        for (var i = 0; i < 2; i++) { out[i] <== points[0][i] + (points[1][i] - points[0][i]) * bits[0]; }
    } else {
        signal both <== bits[0] * bits[1];
        var low[2];
        var high[2];
        for (var i = 0; i < 2; i++) {
            low[i] = points[0][i] + (points[1][i] - points[0][i]) * bits[0] + (points[2][i] - points[0][i]) * bits[1]
                + (points[0][i] - points[1][i] - points[2][i] + points[3][i]) * both;
            if (n == 3) {
                high[i] = points[4][i] + (points[5][i] - points[4][i]) * bits[0]
                    + (points[6][i] - points[4][i]) * bits[1]
                    + (points[4][i] - points[5][i] - points[6][i] + points[7][i]) * both;
                out[i] <== low[i] + bits[2] * (high[i] - low[i]);
            } else {
                out[i] <== low[i];
            }
        }
    }
}

// scalar * base, for the n bits of a scalar, least significant first, which must be 0 or 1; base has prime order.
//
// With signs c = 2 bit - 1 the first m = 3 `windows` bits are worth (sum of c_i 2^i + 2^m - 1) / 2. The sum is made window by
// window from half the base; the rest of it is in the table of the last bits. After i windows the sum is an odd number below
// 8^i in size, and a window adds an odd number times 8^i: up to 249 bits, where all stays below the order, the two points are
// never equal or opposite, nor neutral, so Montgomery's sum serves. The bits after that are added on the Edwards curve.
// Constraints for n = 253: 429 with a product. 5 for 3 bits, in general, up to 249 bits.
template FixedBaseMultiple(n, base) {
    assert(n >= 1 && n <= 254);
    // The base is on the curve and has prime order.
    assert(168700 * base[0] ** 2 + base[1] ** 2 == 1 + 168696 * base[0] ** 2 * base[1] ** 2);
    var neutral[2] = pointMultiple(subgroupOrder(), base);
    assert(base[0] != 0 && neutral[0] == 0 && neutral[1] == 1);
    signal input bits[n];
    signal output out[2];
    var windows = (n - 1) \ 3 > 83 ? 83 : (n - 1) \ 3;
    var last = (n - 3 * windows + 2) \ 3;

    var half[2] = pointMultiple((subgroupOrder() + 1) / 2, base);
    // The table of a window is odd multiples of this one.
    var power[2] = half;
    component sums[windows];
    signal u[windows];
    signal v[windows];
    for (var i = 0; i < windows; i++) {
        var twice[2] = pointSum(power, power);
        var odd[4][2];
        odd[3] = power;
        for (var j = 3; j > 0; j--) { odd[j - 1] = pointSum(odd[j], twice); }
        var table[8] = signedWindow(odd);
        var c0 = 2 * bits[3 * i] - 1;
        var c1 = 2 * bits[3 * i + 1] - 1;
        var c2 = 2 * bits[3 * i + 2] - 1;
        u[i] <== table[0] + (c0 + table[1] * c1) * (table[2] * c1 + table[3] * c2);
        v[i] <== table[4] * u[i] * c1 + table[5] * c0 + table[6] * c1 + table[7] * c2;
        if (i > 0) {
            sums[i] = MontgomerySum();
            if (i == 1) {
                sums[i].first <== [u[0], v[0]];
            } else {
                sums[i].first <== sums[i - 1].out;
            }
            sums[i].second <== [u[i], v[i]];
        }
        power = pointSum(odd[0], power);
    }

    // What the signs leave out.
    var offset[2] = pointMultiple((1 << (3 * windows)) - 1, half);
    var weight[2] = pointSum(power, power);
    component tables[last];
    component ends[last];
    for (var i = 0; i < last; i++) {
        var start = 3 * (windows + i);
        var count = n - start > 3 ? 3 : n - start;
        var points[8][2];
        points[0] = [0, 1];
        if (i == last - 1) { points[0] = offset; }
        for (var j = 1; j < 8; j++) { points[j] = pointSum(points[j - 1], weight); }
        weight = pointMultiple(8, weight);
        tables[i] = PointTable(count, points);
        for (var j = 0; j < count; j++) { tables[i].bits[j] <== bits[start + j]; }
        if (i > 0) {
            ends[i] = PointSum();
            ends[i].first <== ends[i - 1].out;
            ends[i].second <== tables[i].out;
        } else if (windows > 0) {
            ends[i] = PointSum();
            if (windows == 1) {
                ends[i].first <== ToEdwards()([u[0], v[0]]);
            } else {
                ends[i].first <== ToEdwards()(sums[windows - 1].out);
            }
            ends[i].second <== tables[i].out;
        }
    }
    if (windows == 0) {
        out <== tables[0].out;
    } else {
        out <== ends[last - 1].out;
    }
}

// The public key of a secret scalar below 2^253: scalar * base. Scalars that differ by the order have the same key.
//
// Constraints: 682 with a product, 3 linear.
template PublicKey() {
    signal input secret;
    signal output out[2];
    signal bits[253] <== Bits(253)(secret);
    out <== FixedBaseMultiple(253, subgroupBase())(bits);
}
