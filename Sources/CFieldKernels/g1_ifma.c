// Sums of many pairs of points of G1.
#include "PointKernels.h"

#include <stdlib.h>
#include <string.h>

#include "ifma_words.h"

#if defined(__x86_64__)

#define COORDINATE_DEGREE 1

typedef struct {
    fe8 part[1];
} coordinate;

IFMA_INLINE coordinate coordinate_multiply(coordinate a, coordinate b) {
    return (coordinate){{ifma_multiply(a.part[0], b.part[0], &ifma_fq)}};
}

IFMA_INLINE coordinate coordinate_square(coordinate a) { return (coordinate){{ifma_square(a.part[0], &ifma_fq)}}; }

#include "ifma_pair_addition.h"

IFMA_KERNEL void symbolon_ifma_g1_add_forward(
    const uint64_t *points, const uint32_t *pairs, size_t count, uint64_t *prefixes, uint64_t *products) {
    forward(points, pairs, count, prefixes, products);
}

IFMA_KERNEL void symbolon_ifma_g1_add_backward(
    const uint64_t *points, const uint32_t *pairs, size_t count, const uint64_t *prefixes, const uint64_t *inverses,
    uint64_t *sums) {
    backward(points, pairs, count, prefixes, inverses, sums);
}

#else

void symbolon_ifma_g1_add_forward(
    const uint64_t *points, const uint32_t *pairs, size_t count, uint64_t *prefixes, uint64_t *products) {
    (void)points, (void)pairs, (void)count, (void)prefixes, (void)products;
    abort();
}

void symbolon_ifma_g1_add_backward(
    const uint64_t *points, const uint32_t *pairs, size_t count, const uint64_t *prefixes, const uint64_t *inverses,
    uint64_t *sums) {
    (void)points, (void)pairs, (void)count, (void)prefixes, (void)inverses, (void)sums;
    abort();
}

#endif
