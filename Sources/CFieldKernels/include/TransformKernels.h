// Discrete Fourier transforms over Fr with AVX-512 IFMA.
//
// Elements lie in blocks of eight consecutive ones, five limbs of 52 bits each, limb by limb: 40 words. Their values
// are the stored words of Fr (R = 2^256), not always reduced: see each kernel. Roots lie in the same kind of blocks, in
// bit-reversed order, in Montgomery form with R = 2^260. Sizes are powers of two of at least 64 elements. Callers must
// ask `symbolon_has_ifma` first.
#ifndef SYMBOLON_TRANSFORM_KERNELS_H
#define SYMBOLON_TRANSFORM_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Fills a table of 2^count_log2 roots (at least 8), given the first eight and, for each level k from 3 on, the factor
// that makes entries 2^k + i of entries i; both as stored words of Fr.
void symbolon_ifma_transform_roots(
    uint64_t *roots, size_t count_log2, const uint64_t *first, const uint64_t *factors);

// Brings `count` elements, a multiple of eight, into blocks.
void symbolon_ifma_transform_enter(uint64_t *blocks, const uint64_t *elements, size_t count);

// Brings `count` elements, a multiple of eight, out of blocks, reduced; values may be below 84 moduli.
void symbolon_ifma_transform_leave(uint64_t *elements, const uint64_t *blocks, size_t count);

// Splits block `index` of level `level` of a transform of 2^size_log2 elements into four, in some of its columns of
// eight elements. Two levels; values grow by four moduli.
void symbolon_ifma_transform_split_columns(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index, size_t first_column,
    size_t column_count);

// Splits block `index` of level `level` down to single elements. Values grow by two moduli for each level.
void symbolon_ifma_transform_split(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index);

// The transpose of `split`: joins single elements up to the block. Values below four moduli stay there.
void symbolon_ifma_transform_join(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index);

// The transpose of `split_columns`: joins four blocks of level + 2. Values below four moduli stay there.
void symbolon_ifma_transform_join_columns(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index, size_t first_column,
    size_t column_count);

// Multiplies element 64 g + i by bases[g] tile[i], for `group_count` groups of 64 from `blocks` on; factors are stored
// words of Fr. Values below 60 moduli become values below two.
void symbolon_ifma_transform_scale(
    uint64_t *blocks, const uint64_t *tile, const uint64_t *bases, size_t group_count);

#endif
