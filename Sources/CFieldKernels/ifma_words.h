// Loads and stores of eight field elements for the kernels of ifma_field.h: between rows of four 64-bit words, as Swift
// keeps them, and five limbs of 52 bits.
#ifndef SYMBOLON_IFMA_WORDS_H
#define SYMBOLON_IFMA_WORDS_H

#include "ifma_field.h"

#if defined(__x86_64__)

// Four words of each of eight elements, word by word.
typedef struct {
    __m512i word[4];
} words8;

// The limbs of eight 256-bit values.
IFMA_INLINE fe8 ifma_from_words(words8 w) {
    const __m512i mask = ifma_limb_mask();
    fe8 r;
    r.limb[0] = _mm512_and_si512(w.word[0], mask);
    r.limb[1] = _mm512_and_si512(
        _mm512_or_si512(_mm512_srli_epi64(w.word[0], 52), _mm512_slli_epi64(w.word[1], 12)), mask);
    r.limb[2] = _mm512_and_si512(
        _mm512_or_si512(_mm512_srli_epi64(w.word[1], 40), _mm512_slli_epi64(w.word[2], 24)), mask);
    r.limb[3] = _mm512_and_si512(
        _mm512_or_si512(_mm512_srli_epi64(w.word[2], 28), _mm512_slli_epi64(w.word[3], 36)), mask);
    r.limb[4] = _mm512_srli_epi64(w.word[3], 16);
    return r;
}

// The limbs of eight 256-bit values times 16: brings R = 2^256 to R = 2^260; below 16 m.
IFMA_INLINE fe8 ifma_from_words_times16(words8 w) {
    const __m512i mask = ifma_limb_mask();
    fe8 r;
    r.limb[0] = _mm512_and_si512(_mm512_slli_epi64(w.word[0], 4), mask);
    r.limb[1] = _mm512_and_si512(
        _mm512_or_si512(_mm512_srli_epi64(w.word[0], 48), _mm512_slli_epi64(w.word[1], 16)), mask);
    r.limb[2] = _mm512_and_si512(
        _mm512_or_si512(_mm512_srli_epi64(w.word[1], 36), _mm512_slli_epi64(w.word[2], 28)), mask);
    r.limb[3] = _mm512_and_si512(
        _mm512_or_si512(_mm512_srli_epi64(w.word[2], 24), _mm512_slli_epi64(w.word[3], 40)), mask);
    r.limb[4] = _mm512_srli_epi64(w.word[3], 12);
    return r;
}

// The words of eight normalised values below 2^256.
IFMA_INLINE words8 ifma_to_words(fe8 a) {
    words8 w;
    w.word[0] = _mm512_or_si512(a.limb[0], _mm512_slli_epi64(a.limb[1], 52));
    w.word[1] = _mm512_or_si512(_mm512_srli_epi64(a.limb[1], 12), _mm512_slli_epi64(a.limb[2], 40));
    w.word[2] = _mm512_or_si512(_mm512_srli_epi64(a.limb[2], 24), _mm512_slli_epi64(a.limb[3], 28));
    w.word[3] = _mm512_or_si512(_mm512_srli_epi64(a.limb[3], 36), _mm512_slli_epi64(a.limb[4], 16));
    return w;
}

// Rows of four zmm registers, each with two elements of four words, to one register for each word.
IFMA_INLINE words8 ifma_transpose_in(__m512i z0, __m512i z1, __m512i z2, __m512i z3) {
    const __m512i low = _mm512_setr_epi64(0, 4, 8, 12, 1, 5, 9, 13);
    const __m512i high = _mm512_setr_epi64(2, 6, 10, 14, 3, 7, 11, 15);
    const __m512i a = _mm512_permutex2var_epi64(z0, low, z1);
    const __m512i b = _mm512_permutex2var_epi64(z0, high, z1);
    const __m512i c = _mm512_permutex2var_epi64(z2, low, z3);
    const __m512i d = _mm512_permutex2var_epi64(z2, high, z3);
    words8 w;
    w.word[0] = _mm512_shuffle_i64x2(a, c, 0x44);
    w.word[1] = _mm512_shuffle_i64x2(a, c, 0xee);
    w.word[2] = _mm512_shuffle_i64x2(b, d, 0x44);
    w.word[3] = _mm512_shuffle_i64x2(b, d, 0xee);
    return w;
}

// One register for each word to four registers of two elements each.
IFMA_INLINE void ifma_transpose_out(words8 w, __m512i z[4]) {
    const __m512i a = _mm512_unpacklo_epi64(w.word[0], w.word[1]);  // e0w0 e0w1 e2w0 e2w1 e4.. e6..
    const __m512i b = _mm512_unpackhi_epi64(w.word[0], w.word[1]);  // e1..
    const __m512i c = _mm512_unpacklo_epi64(w.word[2], w.word[3]);
    const __m512i d = _mm512_unpackhi_epi64(w.word[2], w.word[3]);
    const __m512i first = _mm512_setr_epi64(0, 1, 8, 9, 4, 5, 12, 13);
    const __m512i second = _mm512_setr_epi64(2, 3, 10, 11, 6, 7, 14, 15);
    const __m512i e04 = _mm512_permutex2var_epi64(a, first, c);   // e0, e4
    const __m512i e26 = _mm512_permutex2var_epi64(a, second, c);  // e2, e6
    const __m512i e15 = _mm512_permutex2var_epi64(b, first, d);
    const __m512i e37 = _mm512_permutex2var_epi64(b, second, d);
    z[0] = _mm512_shuffle_i64x2(e04, e15, 0x44);
    z[1] = _mm512_shuffle_i64x2(e26, e37, 0x44);
    z[2] = _mm512_shuffle_i64x2(e04, e15, 0xee);
    z[3] = _mm512_shuffle_i64x2(e26, e37, 0xee);
}

// Eight consecutive elements of 32 bytes.
IFMA_INLINE words8 ifma_load_words(const uint64_t *source) {
    return ifma_transpose_in(
        _mm512_loadu_si512(source), _mm512_loadu_si512(source + 8), _mm512_loadu_si512(source + 16),
        _mm512_loadu_si512(source + 24));
}

// Eight consecutive elements of 32 bytes.
IFMA_INLINE void ifma_store_words(uint64_t *target, words8 w) {
    __m512i z[4];
    ifma_transpose_out(w, z);
    for (int i = 0; i < 4; i++) _mm512_storeu_si512(target + 8 * i, z[i]);
}

// Eight elements of 32 bytes at a stride in words.
IFMA_INLINE words8 ifma_load_words_strided(const uint64_t *source, size_t stride) {
    __m512i z[4];
    for (int i = 0; i < 4; i++) {
        const __m256i low = _mm256_loadu_si256((const __m256i *)(source + (size_t)(2 * i) * stride));
        const __m256i high = _mm256_loadu_si256((const __m256i *)(source + (size_t)(2 * i + 1) * stride));
        z[i] = _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
    }
    return ifma_transpose_in(z[0], z[1], z[2], z[3]);
}

// Eight elements of 32 bytes at a stride in words.
IFMA_INLINE void ifma_store_words_strided(uint64_t *target, size_t stride, words8 w) {
    __m512i z[4];
    ifma_transpose_out(w, z);
    for (int i = 0; i < 4; i++) {
        _mm256_storeu_si256((__m256i *)(target + (size_t)(2 * i) * stride), _mm512_castsi512_si256(z[i]));
        _mm256_storeu_si256((__m256i *)(target + (size_t)(2 * i + 1) * stride), _mm512_extracti64x4_epi64(z[i], 1));
    }
}

// The value in [0, m) of a normalised value below 4 m.
IFMA_INLINE fe8 ifma_canonical_below4(fe8 a, const ifma_modulus *m) {
    return ifma_reduce_once(ifma_reduce_once(a, m->times2), m->times1);
}

// The value in [0, m) of a normalised value below 2 m.
IFMA_INLINE fe8 ifma_canonical_below2(fe8 a, const ifma_modulus *m) { return ifma_reduce_once(a, m->times1); }

// A block of eight elements as 5 x 8 limbs in memory: 320 bytes.
IFMA_INLINE fe8 ifma_load_block(const uint64_t *source) {
    fe8 r;
    for (int i = 0; i < 5; i++) r.limb[i] = _mm512_loadu_si512(source + 8 * i);
    return r;
}

// A block of eight elements as 5 x 8 limbs in memory: 320 bytes.
IFMA_INLINE void ifma_store_block(uint64_t *target, fe8 a) {
    for (int i = 0; i < 5; i++) _mm512_storeu_si512(target + 8 * i, a.limb[i]);
}

#endif
#endif
