// Multiples of points of G1, y^2 = x^3 + 3, whose order is odd: the complete formulas have no exceptions.
//
// See Renes, Costello, Batina, "Complete addition formulas for prime order elliptic curves" (2016), algorithms 7 and 9.
#include "ScalingKernels.h"

#include <stdlib.h>

#include "ifma_words.h"

#if defined(__x86_64__)

#define COORDINATE_DEGREE 1

enum { PARTS = 2, PART_WORDS = 2, WINDOWS = 32 };

typedef struct {
    fe8 part[1];
} coordinate;

typedef struct {
    coordinate x, y, z;
} projective;

// 3 b = 9 times a, for a below 1.7 m: below 4 m.
IFMA_INLINE fe8 times_nine(fe8 a) {
    fe8 eight = a;
    for (int i = 0; i < 5; i++) eight.limb[i] = _mm512_slli_epi64(a.limb[i], 3);
    const fe8 nine = ifma_add(eight, a);
    return ifma_reduce_once(ifma_reduce_once(nine, ifma_fq.times8), ifma_fq.times4);
}

IFMA_INLINE fe8 tripled(fe8 a) { return ifma_normalize(ifma_add_limbs(ifma_add_limbs(a, a), a)); }

// (a + b)(c + d) - a c - b d, the two products given.
IFMA_INLINE fe8 cross_terms(fe8 a, fe8 b, fe8 c, fe8 d, fe8_wide ac, fe8_wide bd) {
    const fe8_wide all = ifma_product(ifma_add(a, b), ifma_add(c, d));
    return ifma_reduce_wide(ifma_wide_subtract(ifma_wide_subtract(all, ac), bd), &ifma_fq);
}

// Coordinates below 5 m give coordinates below 2.2 m.
IFMA_INLINE projective projective_add(projective p, projective q) {
    const fe8 x1 = p.x.part[0], y1 = p.y.part[0], z1 = p.z.part[0];
    const fe8 x2 = q.x.part[0], y2 = q.y.part[0], z2 = q.z.part[0];
    const fe8_wide xx = ifma_product(x1, x2), yy = ifma_product(y1, y2), zz = ifma_product(z1, z2);
    // Products of values below 5 m: below 1.3 m; sums of two: below 1.6 m.
    const fe8 t0 = tripled(ifma_reduce_wide(xx, &ifma_fq));
    const fe8 t1 = ifma_reduce_wide(yy, &ifma_fq);
    const fe8 t2 = times_nine(ifma_reduce_wide(zz, &ifma_fq));
    const fe8 t3 = cross_terms(x1, y1, x2, y2, xx, yy);
    const fe8 t4 = cross_terms(y1, z1, y2, z2, yy, zz);
    const fe8 t5 = times_nine(cross_terms(x1, z1, x2, z2, xx, zz));
    const fe8 sum = ifma_add(t1, t2);                                  // below 5.3 m
    const fe8 difference = ifma_subtract(t1, t2, ifma_fq.times4);      // below 5.3 m
    projective r;
    r.x.part[0] = ifma_reduce_wide_adding(
        ifma_wide_subtract(ifma_product(t3, difference), ifma_product(t4, t5)), &ifma_fq, ifma_fq.times1);
    r.y.part[0] = ifma_reduce_wide(ifma_wide_add(ifma_product(difference, sum), ifma_product(t5, t0)), &ifma_fq);
    r.z.part[0] = ifma_reduce_wide(ifma_wide_add(ifma_product(sum, t4), ifma_product(t0, t3)), &ifma_fq);
    return r;
}

// Coordinates below 5 m give coordinates below 2.6 m.
IFMA_INLINE projective projective_double(projective p) {
    const fe8 x = p.x.part[0], y = p.y.part[0], z = p.z.part[0];
    const fe8 yy = ifma_square(y, &ifma_fq);
    const fe8 yz = ifma_multiply(y, z, &ifma_fq);
    const fe8 t2 = times_nine(ifma_square(z, &ifma_fq));
    fe8 eight = yy;
    for (int i = 0; i < 5; i++) eight.limb[i] = _mm512_slli_epi64(yy.limb[i], 3);
    eight = ifma_normalize(eight);  // below 10.4 m
    // yy - 3 t2 + 12 m: below 13.3 m.
    const fe8 t0 = ifma_normalize(ifma_add_constant(
        ifma_add_constant(ifma_subtract_limbs(yy, ifma_add_limbs(ifma_add_limbs(t2, t2), t2)), ifma_fq.times4),
        ifma_fq.times8));
    projective r;
    const fe8 half_x = ifma_multiply(t0, ifma_multiply(x, y, &ifma_fq), &ifma_fq);
    r.x.part[0] = ifma_add(half_x, half_x);
    r.y.part[0] = ifma_reduce_wide(
        ifma_wide_add(ifma_product(t2, eight), ifma_product(t0, ifma_add(yy, t2))), &ifma_fq);
    r.z.part[0] = ifma_multiply(yz, eight, &ifma_fq);
    return r;
}

// A cube root of unity, R = 2^260: (x, y) to (root x, y) multiplies points by the eigenvalue of ScalarHalves.
static const uint64_t cube_root[5] = {
    0x5f7cf18a4da6cULL, 0xfcd08fecf4638ULL, 0xf454044c2d458ULL, 0xfc115c5806fd4ULL, 0x0237ab40d91cdULL};

IFMA_INLINE projective endomorphism(projective p) {
    p.x.part[0] = ifma_multiply(p.x.part[0], ifma_broadcast(cube_root), &ifma_fq);
    return p;
}

#include "ifma_point_scaling.h"

IFMA_KERNEL void symbolon_ifma_g1_scale(
    const uint64_t *points, const uint64_t *scalars, uint64_t *products, size_t count) {
    scale_all(points, scalars, products, count);
}

IFMA_KERNEL void symbolon_ifma_g1_butterflies(
    uint64_t *points, const uint64_t *factors, size_t stride, const uint64_t *scale, size_t half, size_t blocks,
    size_t first, size_t count) {
    run_butterflies(points, factors, stride, scale, half, blocks, first, count);
}

#else

void symbolon_ifma_g1_scale(const uint64_t *points, const uint64_t *scalars, uint64_t *products, size_t count) {
    (void)points, (void)scalars, (void)products, (void)count;
    abort();
}

void symbolon_ifma_g1_butterflies(
    uint64_t *points, const uint64_t *factors, size_t stride, const uint64_t *scale, size_t half, size_t blocks,
    size_t first, size_t count) {
    (void)points, (void)factors, (void)stride, (void)scale, (void)half, (void)blocks, (void)first, (void)count;
    abort();
}

#endif
