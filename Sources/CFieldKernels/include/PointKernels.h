// Sums of many pairs of affine points with one shared inversion, with AVX-512 IFMA.
//
// Points are 8 words (G1) or 16 words (G2): x, then y, each coordinate part four words, canonical in Montgomery form
// with R = 2^260; all zeros is infinity. A reference is twice a point's index, plus one for its negative; a pair is two
// references. Callers must ask `symbolon_has_ifma` first.
#ifndef SYMBOLON_POINT_KERNELS_H
#define SYMBOLON_POINT_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Multiplies the denominators of `count` pairs. `prefixes` takes 40 (G2: 80) words for each eight pairs begun and 160
// (320) more; `products` takes eight elements of the coordinate field, in R = 2^256, never zero, for the caller to
// invert.
void symbolon_ifma_g1_add_forward(
    const uint64_t *points, const uint32_t *pairs, size_t count, uint64_t *prefixes, uint64_t *products);
void symbolon_ifma_g2_add_forward(
    const uint64_t *points, const uint32_t *pairs, size_t count, uint64_t *prefixes, uint64_t *products);

// Writes the sums of the pairs to `count` consecutive points; `inverses` are those of the products. Any pair has a sum:
// equal, opposite and infinite points too. The sums may lie in the same memory as the points, but not on any of them.
void symbolon_ifma_g1_add_backward(
    const uint64_t *points, const uint32_t *pairs, size_t count, const uint64_t *prefixes, const uint64_t *inverses,
    uint64_t *sums);
void symbolon_ifma_g2_add_backward(
    const uint64_t *points, const uint32_t *pairs, size_t count, const uint64_t *prefixes, const uint64_t *inverses,
    uint64_t *sums);

// Brings `count` elements of Fq from R = 2^256 to R = 2^260, in place.
void symbolon_ifma_enter(uint64_t *elements, size_t count);

// Writes `count` points to `images`, with the parts of x (one or two) times an element of the base field of four words.
// Points, images and the element have R = 2^260; images and points may not overlap.
void symbolon_ifma_scale_x(
    uint64_t *images, const uint64_t *points, size_t parts, const uint64_t *factor, size_t count);

#endif
