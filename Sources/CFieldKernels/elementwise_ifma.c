#include "FieldKernels.h"
#include "PointKernels.h"

#include <stdlib.h>
#include <string.h>

#include "ifma_words.h"

#if defined(__x86_64__)

// One block of eight; `subtrahend` may be null.
IFMA_INLINE void multiply_block(
    uint64_t *out, const uint64_t *left, const uint64_t *right, const uint64_t *subtrahend, const ifma_modulus *m) {
    // 16 m times m is below 84 m^2, so the product is below 1.2 m and, minus an element plus m, below 2.2 m.
    const fe8 a = ifma_from_words_times16(ifma_load_words(left));
    const fe8 b = ifma_from_words(ifma_load_words(right));
    fe8 product = ifma_multiply(a, b, m);
    if (subtrahend == NULL) {
        product = ifma_canonical_below2(product, m);
    } else {
        const fe8 c = ifma_from_words(ifma_load_words(subtrahend));
        product = ifma_canonical_below4(ifma_subtract(product, c, m->times1), m);
    }
    ifma_store_words(out, ifma_to_words(product));
}

IFMA_INLINE void multiply_all(
    uint64_t *out, const uint64_t *left, const uint64_t *right, const uint64_t *subtrahend, size_t count,
    const ifma_modulus *m) {
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        multiply_block(out + 4 * i, left + 4 * i, right + 4 * i, subtrahend ? subtrahend + 4 * i : NULL, m);
    }
    if (i < count) {
        uint64_t buffer[4][32] = {{0}};
        const size_t bytes = (count - i) * 32;
        memcpy(buffer[0], left + 4 * i, bytes);
        memcpy(buffer[1], right + 4 * i, bytes);
        if (subtrahend) memcpy(buffer[2], subtrahend + 4 * i, bytes);
        multiply_block(buffer[3], buffer[0], buffer[1], subtrahend ? buffer[2] : NULL, m);
        memcpy(out + 4 * i, buffer[3], bytes);
    }
}

IFMA_KERNEL void symbolon_ifma_multiply(
    int field, uint64_t *out, const uint64_t *left, const uint64_t *right, size_t count) {
    if (field == symbolon_field_fr) {
        multiply_all(out, left, right, NULL, count, &ifma_fr);
    } else {
        multiply_all(out, left, right, NULL, count, &ifma_fq);
    }
}

IFMA_KERNEL void symbolon_ifma_multiply_subtract(
    int field, uint64_t *out, const uint64_t *left, const uint64_t *right, const uint64_t *subtrahend, size_t count) {
    if (field == symbolon_field_fr) {
        multiply_all(out, left, right, subtrahend, count, &ifma_fr);
    } else {
        multiply_all(out, left, right, subtrahend, count, &ifma_fq);
    }
}

// Eight elements from R = 2^256 to R = 2^260.
IFMA_INLINE void enter_block(uint64_t *elements) {
    const fe8 a = ifma_from_words_times16(ifma_load_words(elements));
    const fe8 b = ifma_multiply(a, ifma_broadcast(ifma_fq.one), &ifma_fq);
    ifma_store_words(elements, ifma_to_words(ifma_canonical_below4(b, &ifma_fq)));
}

IFMA_KERNEL void symbolon_ifma_enter(uint64_t *elements, size_t count) {
    size_t i = 0;
    for (; i + 8 <= count; i += 8) enter_block(elements + 4 * i);
    if (i < count) {
        uint64_t buffer[32] = {0};
        memcpy(buffer, elements + 4 * i, (count - i) * 32);
        enter_block(buffer);
        memcpy(elements + 4 * i, buffer, (count - i) * 32);
    }
}

// Eight points whose x has `parts` parts of four words.
IFMA_INLINE void scale_x_block(uint64_t *images, const uint64_t *points, size_t parts, fe8 factor) {
    const size_t stride = 8 * parts;
    memcpy(images, points, 8 * stride * sizeof(uint64_t));
    for (size_t part = 0; part < parts; part++) {
        const fe8 x = ifma_from_words(ifma_load_words_strided(points + 4 * part, stride));
        const fe8 product = ifma_canonical_below2(ifma_multiply(x, factor, &ifma_fq), &ifma_fq);
        ifma_store_words_strided(images + 4 * part, stride, ifma_to_words(product));
    }
}

IFMA_KERNEL void symbolon_ifma_scale_x(
    uint64_t *images, const uint64_t *points, size_t parts, const uint64_t *factor, size_t count) {
    words8 words;
    for (int i = 0; i < 4; i++) words.word[i] = _mm512_set1_epi64((long long)factor[i]);
    const fe8 f = ifma_from_words(words);
    const size_t stride = 8 * parts;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) scale_x_block(images + stride * i, points + stride * i, parts, f);
    if (i < count) {
        uint64_t buffer[2][128] = {{0}};
        const size_t bytes = (count - i) * stride * sizeof(uint64_t);
        memcpy(buffer[0], points + stride * i, bytes);
        scale_x_block(buffer[1], buffer[0], parts, f);
        memcpy(images + stride * i, buffer[1], bytes);
    }
}

#else

void symbolon_ifma_scale_x(
    uint64_t *images, const uint64_t *points, size_t parts, const uint64_t *factor, size_t count) {
    (void)images, (void)points, (void)parts, (void)factor, (void)count;
    abort();
}

void symbolon_ifma_enter(uint64_t *elements, size_t count) {
    (void)elements, (void)count;
    abort();
}

void symbolon_ifma_multiply(int field, uint64_t *out, const uint64_t *left, const uint64_t *right, size_t count) {
    (void)field, (void)out, (void)left, (void)right, (void)count;
    abort();
}

void symbolon_ifma_multiply_subtract(
    int field, uint64_t *out, const uint64_t *left, const uint64_t *right, const uint64_t *subtrahend, size_t count) {
    (void)field, (void)out, (void)left, (void)right, (void)subtrahend, (void)count;
    abort();
}

#endif
