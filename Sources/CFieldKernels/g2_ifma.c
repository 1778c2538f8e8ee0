// Sums of many pairs of points of G2.
#include "PointKernels.h"

#include <stdlib.h>
#include <string.h>

#include "ifma_words.h"

#if defined(__x86_64__)

#define COORDINATE_DEGREE 2

typedef struct {
    fe8 part[2];
} coordinate;

// (a0 + a1 u)(b0 + b1 u) with u^2 = -1: three products and two reductions (Karatsuba). Parts below 4 m give parts below
// 2.2 m: the first is a difference of products, at least -16 m^2 / 84 m, raised by m.
IFMA_INLINE coordinate coordinate_multiply(coordinate a, coordinate b) {
    const fe8_wide product0 = ifma_product(a.part[0], b.part[0]);
    const fe8_wide product1 = ifma_product(a.part[1], b.part[1]);
    const fe8_wide cross = ifma_product(ifma_add(a.part[0], a.part[1]), ifma_add(b.part[0], b.part[1]));
    coordinate result;
    result.part[0] =
        ifma_reduce_wide_adding(ifma_wide_subtract(product0, product1), &ifma_fq, ifma_fq.times1);
    result.part[1] =
        ifma_reduce_wide(ifma_wide_subtract(ifma_wide_subtract(cross, product0), product1), &ifma_fq);
    return result;
}

// (a0 + a1)(a0 - a1) + 2 a0 a1 u; parts below 4 m give parts below 1.5 m.
IFMA_INLINE coordinate coordinate_square(coordinate a) {
    const fe8 sum = ifma_add(a.part[0], a.part[1]);
    const fe8 difference = ifma_subtract(a.part[0], a.part[1], ifma_fq.times4);
    coordinate result;
    result.part[0] = ifma_multiply(sum, difference, &ifma_fq);
    result.part[1] = ifma_multiply(ifma_add(a.part[0], a.part[0]), a.part[1], &ifma_fq);
    return result;
}

#include "ifma_pair_addition.h"

IFMA_KERNEL void symbolon_ifma_g2_add_forward(
    const uint64_t *points, const uint32_t *pairs, size_t count, uint64_t *prefixes, uint64_t *products) {
    forward(points, pairs, count, prefixes, products);
}

IFMA_KERNEL void symbolon_ifma_g2_add_backward(
    const uint64_t *points, const uint32_t *pairs, size_t count, const uint64_t *prefixes, const uint64_t *inverses,
    uint64_t *sums) {
    backward(points, pairs, count, prefixes, inverses, sums);
}

#else

void symbolon_ifma_g2_add_forward(
    const uint64_t *points, const uint32_t *pairs, size_t count, uint64_t *prefixes, uint64_t *products) {
    (void)points, (void)pairs, (void)count, (void)prefixes, (void)products;
    abort();
}

void symbolon_ifma_g2_add_backward(
    const uint64_t *points, const uint32_t *pairs, size_t count, const uint64_t *prefixes, const uint64_t *inverses,
    uint64_t *sums) {
    (void)points, (void)pairs, (void)count, (void)prefixes, (void)inverses, (void)sums;
    abort();
}

#endif
