// Multiples of points of G2's curve, y^2 = x^3 + 3 / (9 + u) over Fq2, whose order is odd: no exceptions either.
//
// See Renes, Costello, Batina, "Complete addition formulas for prime order elliptic curves" (2016), algorithms 7 and 9.
#include "ScalingKernels.h"

#include <stdlib.h>

#include "ifma_words.h"

#if defined(__x86_64__)

#define COORDINATE_DEGREE 2

enum { PARTS = 4, PART_WORDS = 1, WINDOWS = 17 };

typedef struct {
    fe8 part[2];
} coordinate;

typedef struct {
    coordinate x, y, z;
} projective;

// A product before its reduction. The first part is a difference and may be negative.
typedef struct {
    fe8_wide part[2];
} wide_coordinate;

// 3 b = 9 / (9 + u), R = 2^260.
static const uint64_t triple_b[2][5] = {
    {0x6f77000ece184ULL, 0xe7799f259eca2ULL, 0xfcf04d713e21aULL, 0x0e995732cf638ULL, 0x025ca2144fde5ULL},
    {0xbda5080f2e609ULL, 0xfa4e30b11d6f5ULL, 0xebec79585a03cULL, 0xde6ea586e3bffULL, 0x00bee883b1268ULL},
};

IFMA_INLINE coordinate add(coordinate a, coordinate b) {
    for (int i = 0; i < 2; i++) a.part[i] = ifma_add(a.part[i], b.part[i]);
    return a;
}

// a - b + multiple m, for parts of b up to that multiple.
IFMA_INLINE coordinate subtract(coordinate a, coordinate b, const uint64_t multiple[5]) {
    for (int i = 0; i < 2; i++) a.part[i] = ifma_subtract(a.part[i], b.part[i], multiple);
    return a;
}

IFMA_INLINE coordinate tripled(coordinate a) {
    for (int i = 0; i < 2; i++)
        a.part[i] = ifma_normalize(ifma_add_limbs(ifma_add_limbs(a.part[i], a.part[i]), a.part[i]));
    return a;
}

// (a0 + a1 u)(b0 + b1 u) with u^2 = -1 (Karatsuba).
IFMA_INLINE wide_coordinate product(coordinate a, coordinate b) {
    const fe8_wide low = ifma_product(a.part[0], b.part[0]);
    const fe8_wide high = ifma_product(a.part[1], b.part[1]);
    const fe8_wide all = ifma_product(ifma_add(a.part[0], a.part[1]), ifma_add(b.part[0], b.part[1]));
    wide_coordinate result;
    result.part[0] = ifma_wide_subtract(low, high);
    result.part[1] = ifma_wide_subtract(ifma_wide_subtract(all, low), high);
    return result;
}

IFMA_INLINE wide_coordinate wide_add(wide_coordinate a, wide_coordinate b) {
    for (int i = 0; i < 2; i++) a.part[i] = ifma_wide_add(a.part[i], b.part[i]);
    return a;
}

IFMA_INLINE wide_coordinate wide_subtract(wide_coordinate a, wide_coordinate b) {
    for (int i = 0; i < 2; i++) a.part[i] = ifma_wide_subtract(a.part[i], b.part[i]);
    return a;
}

// For parts between -84 m^2 and k m^2: below (k / 84 + 2) m.
IFMA_INLINE coordinate reduce(wide_coordinate a) {
    coordinate result;
    for (int i = 0; i < 2; i++) result.part[i] = ifma_reduce_wide_adding(a.part[i], &ifma_fq, ifma_fq.times1);
    return result;
}

IFMA_INLINE coordinate multiply(coordinate a, coordinate b) { return reduce(product(a, b)); }

IFMA_INLINE coordinate times_triple_b(coordinate a) {
    coordinate b;
    for (int i = 0; i < 2; i++) b.part[i] = ifma_broadcast(triple_b[i]);
    return multiply(a, b);
}

// (a + b)(c + d) - a c - b d, the two products given.
IFMA_INLINE coordinate cross_terms(
    coordinate a, coordinate b, coordinate c, coordinate d, wide_coordinate ac, wide_coordinate bd) {
    return reduce(wide_subtract(wide_subtract(product(add(a, b), add(c, d)), ac), bd));
}

// For y and z below 4 m, x below 4 m in one point and below 6 m in the other: coordinates below 3.4 m.
IFMA_INLINE projective projective_add(projective p, projective q) {
    const wide_coordinate xx = product(p.x, q.x), yy = product(p.y, q.y), zz = product(p.z, q.z);
    // Products of values below 4 m and 6 m: below 2.6 m; sums of two: below 3.2 m; times 3 b: below 2.1 m.
    const coordinate t0 = tripled(reduce(xx));  // below 7.8 m
    const coordinate t1 = reduce(yy);
    const coordinate t2 = times_triple_b(reduce(zz));
    const coordinate t3 = cross_terms(p.x, p.y, q.x, q.y, xx, yy);
    const coordinate t4 = cross_terms(p.y, p.z, q.y, q.z, yy, zz);
    const coordinate t5 = times_triple_b(cross_terms(p.x, p.z, q.x, q.z, xx, zz));
    const coordinate sum = add(t1, t2);                                // below 4.7 m
    const coordinate difference = subtract(t1, t2, ifma_fq.times4);    // below 6.6 m
    projective r;
    r.x = reduce(wide_subtract(product(t3, difference), product(t4, t5)));
    r.y = reduce(wide_add(product(difference, sum), product(t5, t0)));
    r.z = reduce(wide_add(product(sum, t4), product(t0, t3)));
    return r;
}

// For y and z below 4 m and x below 6 m: the same again.
IFMA_INLINE projective projective_double(projective p) {
    // Parts of squares: below 2.2 m and 2.4 m.
    const coordinate yy = multiply(p.y, p.y);
    const coordinate yz = multiply(p.y, p.z);
    const coordinate t2 = times_triple_b(multiply(p.z, p.z));  // below 2.1 m
    coordinate eight = yy;                                     // below 17.6 m and 19.2 m
    for (int i = 0; i < 2; i++) {
        for (int limb = 0; limb < 5; limb++)
            eight.part[i].limb[limb] = _mm512_slli_epi64(yy.part[i].limb[limb], 3);
        eight.part[i] = ifma_normalize(eight.part[i]);
    }
    const coordinate t0 = subtract(yy, tripled(t2), ifma_fq.times8);  // below 10.2 m and 10.4 m
    projective r;
    const coordinate half_x = multiply(t0, multiply(p.x, p.y));
    r.x = add(half_x, half_x);
    // The first part of this sum lies between -86 m^2 and 79 m^2, the second between 0 and 165 m^2.
    const wide_coordinate y = wide_add(product(t2, eight), product(t0, add(yy, t2)));
    r.y.part[0] = ifma_reduce_wide_adding(y.part[0], &ifma_fq, ifma_fq.times2);
    r.y.part[1] = ifma_reduce_wide(y.part[1], &ifma_fq);
    r.z = multiply(yz, eight);
    return r;
}

// (9 + u)^((p - 1) / 3) and (9 + u)^((p - 1) / 2), R = 2^260.
static const uint64_t frobenius_x[2][5] = {
    {0xf504d9252c8c8ULL, 0xff5717f0e1766ULL, 0x6d5d6268bedc7ULL, 0x4d79dd84e4be3ULL, 0x0124959ea0e94ULL},
    {0x360d7e4c8961cULL, 0x07ba33957816cULL, 0xbfc7f4787b6b8ULL, 0x3a46caadf8519ULL, 0x021e14e5259dbULL},
};
static const uint64_t frobenius_y[2][5] = {
    {0x73fb06d8f833cULL, 0x5d2de62e1f7a3ULL, 0x435120898fe17ULL, 0x0bde76d9d6e18ULL, 0x00ea35e87c1bcULL},
    {0x025062911a28eULL, 0x23cc340a00d3bULL, 0x2daf19231ebfdULL, 0x2a7ebd080280aULL, 0x022f5b5e00d39ULL},
};

// The conjugate, for an imaginary part of at most 4 m.
IFMA_INLINE coordinate conjugate(coordinate a) {
    a.part[1] = ifma_subtract(ifma_zero(), a.part[1], ifma_fq.times4);
    return a;
}

IFMA_INLINE coordinate times_constant(coordinate a, const uint64_t constant[2][5]) {
    coordinate b;
    for (int i = 0; i < 2; i++) b.part[i] = ifma_broadcast(constant[i]);
    return multiply(a, b);
}

// psi, which multiplies points of the subgroup by p: see G2Affine+Endomorphism.swift. Products are below 2.2 m.
IFMA_INLINE projective endomorphism(projective p) {
    p.x = times_constant(conjugate(p.x), frobenius_x);
    p.y = times_constant(conjugate(p.y), frobenius_y);
    p.z = conjugate(p.z);
    return p;
}

#include "ifma_point_scaling.h"

IFMA_KERNEL void symbolon_ifma_g2_scale(
    const uint64_t *points, const uint64_t *scalars, uint64_t *products, size_t count) {
    scale_all(points, scalars, products, count);
}

IFMA_KERNEL void symbolon_ifma_g2_butterflies(
    uint64_t *points, const uint64_t *factors, size_t stride, const uint64_t *scale, size_t half, size_t blocks,
    size_t first, size_t count) {
    run_butterflies(points, factors, stride, scale, half, blocks, first, count);
}

#else

void symbolon_ifma_g2_scale(const uint64_t *points, const uint64_t *scalars, uint64_t *products, size_t count) {
    (void)points, (void)scalars, (void)products, (void)count;
    abort();
}

void symbolon_ifma_g2_butterflies(
    uint64_t *points, const uint64_t *factors, size_t stride, const uint64_t *scale, size_t half, size_t blocks,
    size_t first, size_t count) {
    (void)points, (void)factors, (void)stride, (void)scale, (void)half, (void)blocks, (void)first, (void)count;
    abort();
}

#endif
