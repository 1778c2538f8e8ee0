// Discrete Fourier transforms over Fr. See TransformKernels.h for the layout and BlockNetwork.swift for the networks,
// of which this is the vector twin.
#include "TransformKernels.h"

#include <stdlib.h>

#include "ifma_words.h"

#if defined(__x86_64__)

enum { BLOCK_WORDS = 40, TILE_BLOCKS = 8, TILE_LOG2 = 6 };

// One root in all lanes.
IFMA_INLINE fe8 broadcast_root(const uint64_t *roots, size_t index) {
    const uint64_t *source = roots + (index >> 3) * BLOCK_WORDS + (index & 7);
    fe8 root;
    for (int i = 0; i < 5; i++) root.limb[i] = _mm512_set1_epi64((long long)source[8 * i]);
    return root;
}

// (a, b) -> (a + root b, a - root b + 2 m). b is normalised on the way; the results are not.
IFMA_INLINE void split_pair(fe8 *a, fe8 *b, fe8 root) {
    const fe8 product = ifma_multiply(ifma_normalize(*b), root, &ifma_fr);
    *b = ifma_add_constant(ifma_subtract_limbs(*a, product), ifma_fr.times2);
    *a = ifma_add_limbs(*a, product);
}

// (a, b) -> (a + b, root (a - b)), both below 4 m and normalised before and after.
IFMA_INLINE void join_pair(fe8 *a, fe8 *b, fe8 root) {
    const fe8 difference = ifma_subtract(*a, *b, ifma_fr.times4);
    *a = ifma_reduce_once(ifma_add(*a, *b), ifma_fr.times4);
    *b = ifma_multiply(difference, root, &ifma_fr);
}

// Eight rows of eight lanes turned, limb by limb.
IFMA_INLINE void transpose_tile(fe8 row[8]) {
    const __m512i low = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13);
    const __m512i high = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
    for (int limb = 0; limb < 5; limb++) {
        __m512i pair[8], quad[8];
        for (int i = 0; i < 8; i += 2) {
            pair[i] = _mm512_unpacklo_epi64(row[i].limb[limb], row[i + 1].limb[limb]);
            pair[i + 1] = _mm512_unpackhi_epi64(row[i].limb[limb], row[i + 1].limb[limb]);
        }
        for (int half = 0; half < 8; half += 4) {
            // Lanes 0 and 4, 2 and 6, 1 and 5, 3 and 7 of four rows.
            quad[half] = _mm512_permutex2var_epi64(pair[half], low, pair[half + 2]);
            quad[half + 2] = _mm512_permutex2var_epi64(pair[half], high, pair[half + 2]);
            quad[half + 1] = _mm512_permutex2var_epi64(pair[half + 1], low, pair[half + 3]);
            quad[half + 3] = _mm512_permutex2var_epi64(pair[half + 1], high, pair[half + 3]);
        }
        for (int i = 0; i < 4; i++) {
            row[i].limb[limb] = _mm512_shuffle_i64x2(quad[i], quad[i + 4], 0x44);
            row[i + 4].limb[limb] = _mm512_shuffle_i64x2(quad[i], quad[i + 4], 0xee);
        }
    }
}

// Of sixteen consecutive values, those with even or odd index.
IFMA_INLINE fe8 every_other(fe8 first, fe8 second, int odd) {
    const __m512i even = _mm512_setr_epi64(0, 2, 4, 6, 8, 10, 12, 14);
    const __m512i index = odd ? _mm512_add_epi64(even, _mm512_set1_epi64(1)) : even;
    fe8 result;
    for (int i = 0; i < 5; i++) result.limb[i] = _mm512_permutex2var_epi64(first.limb[i], index, second.limb[i]);
    return result;
}

// The roots of the last three levels of tile `tile`, for elements whose lane is the row within the tile.
typedef struct {
    fe8 four;    // half 4: root 8 tile + lane
    fe8 two[2];  // half 2: roots 2 (8 tile + lane) + i
    fe8 one[4];  // half 1: roots 4 (8 tile + lane) + i
} lane_roots;

IFMA_INLINE lane_roots load_lane_roots(const uint64_t *roots, size_t tile) {
    lane_roots result;
    result.four = ifma_load_block(roots + tile * BLOCK_WORDS);
    const fe8 pair0 = ifma_load_block(roots + 2 * tile * BLOCK_WORDS);
    const fe8 pair1 = ifma_load_block(roots + (2 * tile + 1) * BLOCK_WORDS);
    for (int i = 0; i < 2; i++) result.two[i] = every_other(pair0, pair1, i);
    fe8 quad[4], even[2], odd[2];
    for (int i = 0; i < 4; i++) quad[i] = ifma_load_block(roots + (4 * tile + (size_t)i) * BLOCK_WORDS);
    for (int i = 0; i < 2; i++) {
        even[i] = every_other(quad[2 * i], quad[2 * i + 1], 0);
        odd[i] = every_other(quad[2 * i], quad[2 * i + 1], 1);
    }
    for (int i = 0; i < 2; i++) {
        result.one[2 * i] = every_other(even[0], even[1], i);
        result.one[2 * i + 1] = every_other(odd[0], odd[1], i);
    }
    return result;
}

// All six levels of 64 elements.
IFMA_KERNEL static void split_tile(uint64_t *blocks, const uint64_t *roots, size_t tile) {
    fe8 row[8];
    for (int i = 0; i < 8; i++) row[i] = ifma_load_block(blocks + BLOCK_WORDS * i);
    for (int i = 0; i < 4; i++) split_pair(&row[i], &row[i + 4], broadcast_root(roots, tile));
    for (int i = 0; i < 4; i++) {
        const int at = (i & 2) * 2 + (i & 1);
        split_pair(&row[at], &row[at + 2], broadcast_root(roots, 2 * tile + (size_t)(i >> 1)));
    }
    for (int i = 0; i < 4; i++) split_pair(&row[2 * i], &row[2 * i + 1], broadcast_root(roots, 4 * tile + (size_t)i));
    transpose_tile(row);
    const lane_roots lanes = load_lane_roots(roots, tile);
    for (int i = 0; i < 4; i++) split_pair(&row[i], &row[i + 4], lanes.four);
    for (int i = 0; i < 4; i++) {
        const int at = (i & 2) * 2 + (i & 1);
        split_pair(&row[at], &row[at + 2], lanes.two[i >> 1]);
    }
    for (int i = 0; i < 4; i++) split_pair(&row[2 * i], &row[2 * i + 1], lanes.one[i]);
    transpose_tile(row);
    for (int i = 0; i < 8; i++) ifma_store_block(blocks + BLOCK_WORDS * i, ifma_normalize(row[i]));
}

// The transpose of split_tile.
IFMA_KERNEL static void join_tile(uint64_t *blocks, const uint64_t *roots, size_t tile) {
    fe8 row[8];
    for (int i = 0; i < 8; i++) row[i] = ifma_load_block(blocks + BLOCK_WORDS * i);
    transpose_tile(row);
    const lane_roots lanes = load_lane_roots(roots, tile);
    for (int i = 0; i < 4; i++) join_pair(&row[2 * i], &row[2 * i + 1], lanes.one[i]);
    for (int i = 0; i < 4; i++) {
        const int at = (i & 2) * 2 + (i & 1);
        join_pair(&row[at], &row[at + 2], lanes.two[i >> 1]);
    }
    for (int i = 0; i < 4; i++) join_pair(&row[i], &row[i + 4], lanes.four);
    transpose_tile(row);
    for (int i = 0; i < 4; i++) join_pair(&row[2 * i], &row[2 * i + 1], broadcast_root(roots, 4 * tile + (size_t)i));
    for (int i = 0; i < 4; i++) {
        const int at = (i & 2) * 2 + (i & 1);
        join_pair(&row[at], &row[at + 2], broadcast_root(roots, 2 * tile + (size_t)(i >> 1)));
    }
    for (int i = 0; i < 4; i++) join_pair(&row[i], &row[i + 4], broadcast_root(roots, tile));
    for (int i = 0; i < 8; i++) ifma_store_block(blocks + BLOCK_WORDS * i, row[i]);
}

// Two levels of a block of which `base` is the first of four quarters of `quarter` blocks of eight; joining is the
// transpose of splitting.
IFMA_INLINE void step_quarters(
    uint64_t *base, const uint64_t *roots, size_t index, size_t quarter, size_t first, size_t count, int joins) {
    const fe8 upper = broadcast_root(roots, index);
    const fe8 lower0 = broadcast_root(roots, 2 * index);
    const fe8 lower1 = broadcast_root(roots, 2 * index + 1);
    const size_t stride = quarter * BLOCK_WORDS;
    for (size_t column = first; column < first + count; column++) {
        uint64_t *at = base + column * BLOCK_WORDS;
        fe8 x[4];
        for (int i = 0; i < 4; i++) x[i] = ifma_load_block(at + (size_t)i * stride);
        if (joins) {
            join_pair(&x[0], &x[1], lower0);
            join_pair(&x[2], &x[3], lower1);
            join_pair(&x[0], &x[2], upper);
            join_pair(&x[1], &x[3], upper);
        } else {
            split_pair(&x[0], &x[2], upper);
            split_pair(&x[1], &x[3], upper);
            split_pair(&x[0], &x[1], lower0);
            split_pair(&x[2], &x[3], lower1);
            for (int i = 0; i < 4; i++) x[i] = ifma_normalize(x[i]);
        }
        for (int i = 0; i < 4; i++) ifma_store_block(at + (size_t)i * stride, x[i]);
    }
}

IFMA_KERNEL static void split_quarters(
    uint64_t *base, const uint64_t *roots, size_t index, size_t quarter, size_t first, size_t count) {
    step_quarters(base, roots, index, quarter, first, count, 0);
}

IFMA_KERNEL static void join_quarters(
    uint64_t *base, const uint64_t *roots, size_t index, size_t quarter, size_t first, size_t count) {
    step_quarters(base, roots, index, quarter, first, count, 1);
}

// One level of a block of two tiles.
IFMA_INLINE void step_tiles(uint64_t *base, const uint64_t *roots, size_t index, int joins) {
    const fe8 root = broadcast_root(roots, index);
    for (size_t i = 0; i < TILE_BLOCKS; i++) {
        uint64_t *lower = base + i * BLOCK_WORDS;
        uint64_t *upper = lower + TILE_BLOCKS * BLOCK_WORDS;
        fe8 a = ifma_load_block(lower);
        fe8 b = ifma_load_block(upper);
        if (joins) {
            join_pair(&a, &b, root);
        } else {
            split_pair(&a, &b, root);
            a = ifma_normalize(a);
            b = ifma_normalize(b);
        }
        ifma_store_block(lower, a);
        ifma_store_block(upper, b);
    }
}

IFMA_KERNEL static void split_tiles(uint64_t *base, const uint64_t *roots, size_t index) {
    step_tiles(base, roots, index, 0);
}

IFMA_KERNEL static void join_tiles(uint64_t *base, const uint64_t *roots, size_t index) {
    step_tiles(base, roots, index, 1);
}

// Depth first: from some size on a block stays in the cache until it is done.
static void split_block(uint64_t *base, const uint64_t *roots, size_t size_log2, size_t index) {
    if (size_log2 == TILE_LOG2) {
        split_tile(base, roots, index);
    } else if (size_log2 == TILE_LOG2 + 1) {
        split_tiles(base, roots, index);
        for (size_t i = 0; i < 2; i++) split_tile(base + i * TILE_BLOCKS * BLOCK_WORDS, roots, 2 * index + i);
    } else {
        const size_t quarter = (size_t)1 << (size_log2 - 5);
        split_quarters(base, roots, index, quarter, 0, quarter);
        for (size_t i = 0; i < 4; i++)
            split_block(base + i * quarter * BLOCK_WORDS, roots, size_log2 - 2, 4 * index + i);
    }
}

static void join_block(uint64_t *base, const uint64_t *roots, size_t size_log2, size_t index) {
    if (size_log2 == TILE_LOG2) {
        join_tile(base, roots, index);
    } else if (size_log2 == TILE_LOG2 + 1) {
        for (size_t i = 0; i < 2; i++) join_tile(base + i * TILE_BLOCKS * BLOCK_WORDS, roots, 2 * index + i);
        join_tiles(base, roots, index);
    } else {
        const size_t quarter = (size_t)1 << (size_log2 - 5);
        for (size_t i = 0; i < 4; i++)
            join_block(base + i * quarter * BLOCK_WORDS, roots, size_log2 - 2, 4 * index + i);
        join_quarters(base, roots, index, quarter, 0, quarter);
    }
}

// The first block of eight of block `index` of a level.
static uint64_t *block_address(uint64_t *blocks, size_t size_log2, size_t level, size_t index) {
    return blocks + (index << (size_log2 - level - 3)) * BLOCK_WORDS;
}

void symbolon_ifma_transform_split(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index) {
    split_block(block_address(blocks, size_log2, level, index), roots, size_log2 - level, index);
}

void symbolon_ifma_transform_join(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index) {
    join_block(block_address(blocks, size_log2, level, index), roots, size_log2 - level, index);
}

void symbolon_ifma_transform_split_columns(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index, size_t first_column,
    size_t column_count) {
    const size_t quarter = (size_t)1 << (size_log2 - level - 5);
    split_quarters(block_address(blocks, size_log2, level, index), roots, index, quarter, first_column, column_count);
}

void symbolon_ifma_transform_join_columns(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index, size_t first_column,
    size_t column_count) {
    const size_t quarter = (size_t)1 << (size_log2 - level - 5);
    join_quarters(block_address(blocks, size_log2, level, index), roots, index, quarter, first_column, column_count);
}

IFMA_KERNEL void symbolon_ifma_transform_roots(
    uint64_t *roots, size_t count_log2, const uint64_t *first, const uint64_t *factors) {
    const fe8 one = ifma_broadcast(ifma_fr.one);
    ifma_store_block(roots, ifma_multiply(ifma_from_words_times16(ifma_load_words(first)), one, &ifma_fr));
    for (size_t level = 3; level < count_log2; level++) {
        // The same element in all lanes, from R = 2^256.
        words8 words;
        for (int i = 0; i < 4; i++) words.word[i] = _mm512_set1_epi64((long long)factors[4 * (level - 3) + (size_t)i]);
        const fe8 factor = ifma_multiply(ifma_from_words_times16(words), one, &ifma_fr);
        const size_t count = (size_t)1 << (level - 3);
        for (size_t block = 0; block < count; block++) {
            const fe8 root = ifma_multiply(ifma_load_block(roots + block * BLOCK_WORDS), factor, &ifma_fr);
            ifma_store_block(roots + (count + block) * BLOCK_WORDS, root);
        }
    }
}

IFMA_KERNEL void symbolon_ifma_transform_enter(uint64_t *blocks, const uint64_t *elements, size_t count) {
    for (size_t block = 0; block < count / 8; block++)
        ifma_store_block(blocks + block * BLOCK_WORDS, ifma_from_words(ifma_load_words(elements + 32 * block)));
}

IFMA_KERNEL void symbolon_ifma_transform_leave(uint64_t *elements, const uint64_t *blocks, size_t count) {
    const fe8 one = ifma_broadcast(ifma_fr.one);
    for (size_t block = 0; block < count / 8; block++) {
        // A product with the one is below two moduli, whatever the value was.
        const fe8 value = ifma_multiply(ifma_load_block(blocks + block * BLOCK_WORDS), one, &ifma_fr);
        ifma_store_words(elements + 32 * block, ifma_to_words(ifma_canonical_below2(value, &ifma_fr)));
    }
}

IFMA_KERNEL void symbolon_ifma_transform_scale(
    uint64_t *blocks, const uint64_t *tile, const uint64_t *bases, size_t group_count) {
    const fe8 one = ifma_broadcast(ifma_fr.one);
    fe8 row[8];
    for (int i = 0; i < 8; i++)
        row[i] = ifma_multiply(ifma_from_words_times16(ifma_load_words(tile + 32 * i)), one, &ifma_fr);
    for (size_t group = 0; group < group_count; group++) {
        words8 words;
        for (int i = 0; i < 4; i++) words.word[i] = _mm512_set1_epi64((long long)bases[4 * group + (size_t)i]);
        const fe8 base = ifma_from_words_times16(words);
        for (int i = 0; i < 8; i++) {
            uint64_t *at = blocks + (8 * group + (size_t)i) * BLOCK_WORDS;
            const fe8 factor = ifma_multiply(row[i], base, &ifma_fr);
            ifma_store_block(at, ifma_multiply(ifma_load_block(at), factor, &ifma_fr));
        }
    }
}

#else

void symbolon_ifma_transform_roots(
    uint64_t *roots, size_t count_log2, const uint64_t *first, const uint64_t *factors) {
    (void)roots, (void)count_log2, (void)first, (void)factors;
    abort();
}

void symbolon_ifma_transform_enter(uint64_t *blocks, const uint64_t *elements, size_t count) {
    (void)blocks, (void)elements, (void)count;
    abort();
}

void symbolon_ifma_transform_leave(uint64_t *elements, const uint64_t *blocks, size_t count) {
    (void)elements, (void)blocks, (void)count;
    abort();
}

void symbolon_ifma_transform_split_columns(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index, size_t first_column,
    size_t column_count) {
    (void)blocks, (void)roots, (void)size_log2, (void)level, (void)index, (void)first_column, (void)column_count;
    abort();
}

void symbolon_ifma_transform_split(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index) {
    (void)blocks, (void)roots, (void)size_log2, (void)level, (void)index;
    abort();
}

void symbolon_ifma_transform_join(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index) {
    (void)blocks, (void)roots, (void)size_log2, (void)level, (void)index;
    abort();
}

void symbolon_ifma_transform_join_columns(
    uint64_t *blocks, const uint64_t *roots, size_t size_log2, size_t level, size_t index, size_t first_column,
    size_t column_count) {
    (void)blocks, (void)roots, (void)size_log2, (void)level, (void)index, (void)first_column, (void)column_count;
    abort();
}

void symbolon_ifma_transform_scale(
    uint64_t *blocks, const uint64_t *tile, const uint64_t *bases, size_t group_count) {
    (void)blocks, (void)tile, (void)bases, (void)group_count;
    abort();
}

#endif
