// Multiples of many points by a scalar each, and the butterflies of Fourier transforms of points, with AVX-512 IFMA.
//
// Affine points are 8 words (G1) or 16 words (G2): x, then y, all zeros for infinity. Projective points are 12 or 24
// words: X, Y, Z for the affine point (X / Z, Y / Z), Z = 0 for infinity. Coordinates are reduced, R = 2^256.
//
// Scalars are five words: on G1 two magnitudes of two words below 2^127, on G2 four magnitudes of one word, and
// then a word with a sign bit for each. They stand for k0 + k1 e + ..., where e is the eigenvalue of an
// endomorphism on the subgroup of order r, in which the points must lie: x to a cube root of unity times x on G1,
// psi on G2. Callers must ask `symbolon_has_ifma` (FieldKernels.h) first.
#ifndef SYMBOLON_SCALING_KERNELS_H
#define SYMBOLON_SCALING_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// products[i] = scalars[i] points[i], projective; count is a multiple of 8.
void symbolon_ifma_g1_scale(const uint64_t *points, const uint64_t *scalars, uint64_t *products, size_t count);
void symbolon_ifma_g2_scale(const uint64_t *points, const uint64_t *scalars, uint64_t *products, size_t count);

// The butterflies `first` to `first + count - 1` of one level of a transform, in place on projective points.
//
// A level has `blocks` blocks of 2 half points. Butterfly k belongs to block k % blocks and factor j = k / blocks;
// it takes point j of the block's lower half, times `scale` unless that is null, and point j of the upper half,
// times factor j (at factors + 5 j stride), to their sum and difference. first and count are multiples of 8.
void symbolon_ifma_g1_butterflies(
    uint64_t *points, const uint64_t *factors, size_t stride, const uint64_t *scale, size_t half, size_t blocks,
    size_t first, size_t count);
void symbolon_ifma_g2_butterflies(
    uint64_t *points, const uint64_t *factors, size_t stride, const uint64_t *scale, size_t half, size_t blocks,
    size_t first, size_t count);

#endif
