// Poseidon with the eight lanes of a vector as eight hashes.
//
// Linear layers add up products before they are reduced, once for each row. Between the partial rounds the cells other
// than the first are never reduced: each round adds less than 1.1 r, and 70 rounds stay below the 84 r that limbs hold.
#include "PoseidonKernels.h"

#include "FieldKernels.h"
#include "ifma_words.h"

#include <stdlib.h>

#if defined(__x86_64__)

#define WIDTH_MAX 17
#define HALF_FULL_ROUNDS 4

IFMA_INLINE fe8 poseidon_constant(const uint64_t *constants, int index) {
    return ifma_broadcast(constants + (size_t)index * symbolon_poseidon_limbs);
}

// sum + a b. A column takes ten parts below 2^52 from each product.
IFMA_INLINE fe8_wide poseidon_multiply_add(fe8_wide sum, fe8 a, fe8 b) {
    for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
            sum.column[i + j] = _mm512_madd52lo_epu64(sum.column[i + j], a.limb[i], b.limb[j]);
            sum.column[i + j + 1] = _mm512_madd52hi_epu64(sum.column[i + j + 1], a.limb[i], b.limb[j]);
        }
    }
    return sum;
}

// x^5: below 55 r for x < 76 r, and below 1.2 r for x < 4 r.
IFMA_INLINE fe8 poseidon_fifth_power(fe8 x) {
    const fe8 square = ifma_square(x, &ifma_fr);
    return ifma_multiply(ifma_square(square, &ifma_fr), x, &ifma_fr);
}

// state = matrix state. Cells below 56 r become cells below 13 r, and cells below 3 r cells below 2 r.
IFMA_INLINE void poseidon_multiply_matrix(fe8 *state, const uint64_t *matrix, const int width) {
    fe8 result[WIDTH_MAX];
    for (int row = 0; row < width; row++) {
        fe8_wide sum = ifma_product(state[0], poseidon_constant(matrix, row * width));
        for (int column = 1; column < width; column++)
            sum = poseidon_multiply_add(sum, state[column], poseidon_constant(matrix, row * width + column));
        result[row] = ifma_reduce_wide(sum, &ifma_fr);
    }
    for (int row = 0; row < width; row++) state[row] = result[row];
}

IFMA_INLINE void poseidon_permute(fe8 *state, const uint64_t *constants, const int width, const int partial_rounds) {
    const size_t limbs = symbolon_poseidon_limbs;
    const uint64_t *matrix = constants + (size_t)(2 * HALF_FULL_ROUNDS * width + partial_rounds) * limbs;
    const uint64_t *bridge = matrix + (size_t)(width * width) * limbs;
    const uint64_t *sparse = bridge + (size_t)(width * width) * limbs;
    int next = 0;
    for (int i = 0; i < width; i++) state[i] = ifma_add(state[i], poseidon_constant(constants, next++));
    for (int round = 0; round < HALF_FULL_ROUNDS; round++) {
        for (int i = 0; i < width; i++)
            state[i] = ifma_add(poseidon_fifth_power(state[i]), poseidon_constant(constants, next++));
        poseidon_multiply_matrix(state, round == HALF_FULL_ROUNDS - 1 ? bridge : matrix, width);
    }
    for (int round = 0; round < partial_rounds; round++) {
        const fe8 first = ifma_add(poseidon_fifth_power(state[0]), poseidon_constant(constants, next++));
        fe8_wide sum = ifma_product(first, poseidon_constant(sparse, 0));
        for (int i = 1; i < width; i++) {
            sum = poseidon_multiply_add(sum, state[i], poseidon_constant(sparse, i));
            state[i] = ifma_add(
                state[i], ifma_multiply(first, poseidon_constant(sparse, width + i - 1), &ifma_fr));
        }
        state[0] = ifma_reduce_wide(sum, &ifma_fr);
        sparse += (size_t)(2 * width - 1) * limbs;
    }
    for (int round = 0; round < HALF_FULL_ROUNDS; round++) {
        for (int i = 0; i < width; i++) {
            state[i] = poseidon_fifth_power(state[i]);
            if (round < HALF_FULL_ROUNDS - 1)
                state[i] = ifma_add(state[i], poseidon_constant(constants, next++));
        }
        poseidon_multiply_matrix(state, matrix, width);
    }
}

IFMA_INLINE void poseidon_hash_all(
    const uint64_t *constants, const uint64_t *inputs, uint64_t *outputs, const int width, const int partial_rounds,
    size_t count
) {
    const size_t stride = (size_t)(width - 1) * 4;
    const fe8 leave = ifma_broadcast(ifma_fr.leave_256);
    fe8 state[WIDTH_MAX];
    for (size_t start = 0; start < count; start += 8) {
        state[0] = ifma_zero();
        for (int i = 1; i < width; i++) {
            const words8 words = ifma_load_words_strided(inputs + start * stride + (size_t)(i - 1) * 4, stride);
            state[i] = ifma_from_words_times16(words);
        }
        poseidon_permute(state, constants, width, partial_rounds);
        const fe8 hash = ifma_canonical_below2(ifma_multiply(state[0], leave, &ifma_fr), &ifma_fr);
        ifma_store_words(outputs + start * 4, ifma_to_words(hash));
    }
}

// The widths of common use have loops of their own, which the compiler unrolls.
IFMA_KERNEL void symbolon_ifma_poseidon(
    const uint64_t *constants, const uint64_t *inputs, uint64_t *outputs, int width, int partial_rounds, size_t count
) {
    switch (width) {
    case 2: poseidon_hash_all(constants, inputs, outputs, 2, partial_rounds, count); break;
    case 3: poseidon_hash_all(constants, inputs, outputs, 3, partial_rounds, count); break;
    default: poseidon_hash_all(constants, inputs, outputs, width, partial_rounds, count);
    }
}

#else

void symbolon_ifma_poseidon(
    const uint64_t *constants, const uint64_t *inputs, uint64_t *outputs, int width, int partial_rounds, size_t count
) {
    (void)constants, (void)inputs, (void)outputs, (void)width, (void)partial_rounds, (void)count;
    abort();
}

#endif
