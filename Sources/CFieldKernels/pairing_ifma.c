// Fq12 as Fq2[w] with w^6 = 9 + u: lane k of two vectors holds the real and the imaginary part of the coefficient of
// w^k.
//
// The tower's c0 + c1 w with c0 and c1 in Fq2[v], v = w^2, has the coefficients z0, z2, z4 in c0 and z1, z3, z5 in c1.
// A product is made row by row: row i is coefficient i of one factor times the other factor turned by i lanes, where
// the lanes that wrap around carry the factor 9 + u. Rows are added up before they are reduced (lazy reduction, see
// Aranha et al., "Faster Explicit Formulas for Computing Pairings over Ordinary Curves", 2011, section 3).
//
// Parts of every result and of a state are below 1.1 m, those of the first factor of a product below 2 m.
#include "PairingKernels.h"

#include <stdlib.h>

#include "ifma_words.h"

#if defined(__x86_64__)

enum { DEGREE = 6, BLOCK = 40 };

typedef struct {
    fe8 part[2];
} fq12;

// The first factor of a product: real parts, imaginary parts and their sums, as blocks of 5 x 8 limbs.
typedef struct {
    uint64_t block[3][BLOCK];
} fq12_factor;

// For row i: lane k is lane k - i of the second factor, or lane k - i + 6 of its multiple by 9 + u (8 is added).
static const uint64_t turns[DEGREE][8] = {
    {0, 1, 2, 3, 4, 5, 6, 7},       {8 + 5, 0, 1, 2, 3, 4, 6, 7},
    {8 + 4, 8 + 5, 0, 1, 2, 3, 6, 7},       {8 + 3, 8 + 4, 8 + 5, 0, 1, 2, 6, 7},
    {8 + 2, 8 + 3, 8 + 4, 8 + 5, 0, 1, 6, 7}, {8 + 1, 8 + 2, 8 + 3, 8 + 4, 8 + 5, 0, 6, 7},
};

IFMA_INLINE fe8 permuted(fe8 a, __m512i index, fe8 b) {
    for (int i = 0; i < 5; i++) a.limb[i] = _mm512_permutex2var_epi64(a.limb[i], index, b.limb[i]);
    return a;
}

// The remainder modulo m, give or take: below 1.1 m for a normalised value below 84 m.
//
// The quotient is estimated from the top limb with floor(2^305 / m) (Barrett); what both leave out is below 2^-40.
IFMA_INLINE fe8 remainder_of(fe8 a) {
    const __m512i zero = _mm512_setzero_si512();
    const __m512i inverse = _mm512_set1_epi64(0xa948e8c4c4740LL);
    const __m512i quotient = _mm512_srli_epi64(_mm512_madd52hi_epu64(zero, a.limb[4], inverse), 45);
    fe8 multiple = ifma_zero();
    for (int i = 0; i < 5; i++) {
        const __m512i word = _mm512_set1_epi64((long long)ifma_fq.times1[i]);
        multiple.limb[i] = _mm512_madd52lo_epu64(multiple.limb[i], quotient, word);
        if (i < 4) multiple.limb[i + 1] = _mm512_madd52hi_epu64(multiple.limb[i + 1], quotient, word);
    }
    return ifma_normalize(ifma_subtract_limbs(a, multiple));
}

// 9 times a, limb by limb, not normalised.
IFMA_INLINE fe8 nine_times(fe8 a) {
    for (int i = 0; i < 5; i++) a.limb[i] = _mm512_add_epi64(_mm512_slli_epi64(a.limb[i], 3), a.limb[i]);
    return a;
}

// (9 + u) a, plus 4 m in the real part, limb by limb, not normalised.
IFMA_INLINE fq12 times_non_residue(fq12 a) {
    fq12 r;
    r.part[0] = ifma_add_constant(ifma_subtract_limbs(nine_times(a.part[0]), a.part[1]), ifma_fq.times4);
    r.part[1] = ifma_add_limbs(nine_times(a.part[1]), a.part[0]);
    return r;
}

IFMA_INLINE fq12 load_state(const uint64_t *state) {
    fq12 a;
    a.part[0] = ifma_load_block(state);
    a.part[1] = ifma_load_block(state + BLOCK);
    return a;
}

IFMA_INLINE void store_state(uint64_t *state, fq12 a) {
    ifma_store_block(state, a.part[0]);
    ifma_store_block(state + BLOCK, a.part[1]);
}

IFMA_INLINE void set_factor(fq12_factor *factor, fq12 a) {
    ifma_store_block(factor->block[0], a.part[0]);
    ifma_store_block(factor->block[1], a.part[1]);
    ifma_store_block(factor->block[2], ifma_add(a.part[0], a.part[1]));
}

// The sum of `count` rows: lane t of the factor is the coefficient of w^powers[t], below 2 m; b is below 1.1 m.
//
// Real parts of rows lie within 2 m (1.1 m + 5 * 13.9 m) = 142 m^2 of zero, imaginary ones below 262 m^2: over 84 m, a
// result is above -1.7 m and below 4.2 m.
IFMA_INLINE fq12 product_of_rows(const fq12_factor *a, const uint8_t *powers, int count, fq12 b) {
    const fq12 turned = times_non_residue(b);
    fe8 plain[3], wrapped[3];
    for (int i = 0; i < 2; i++) {
        plain[i] = b.part[i];
        wrapped[i] = ifma_normalize(turned.part[i]);
    }
    plain[2] = ifma_add(plain[0], plain[1]);
    wrapped[2] = ifma_add(wrapped[0], wrapped[1]);
    fe8_wide sums[3];
    for (int form = 0; form < 3; form++) {
        fe8_wide sum;
        for (int i = 0; i < 10; i++) sum.column[i] = _mm512_setzero_si512();
        for (int term = 0; term < count; term++) {
            const fe8 row = permuted(plain[form], _mm512_loadu_si512(turns[powers[term]]), wrapped[form]);
            for (int i = 0; i < 5; i++) {
                const __m512i limb = _mm512_set1_epi64((long long)a->block[form][8 * i + term]);
                for (int j = 0; j < 5; j++) {
                    sum.column[i + j] = _mm512_madd52lo_epu64(sum.column[i + j], limb, row.limb[j]);
                    sum.column[i + j + 1] = _mm512_madd52hi_epu64(sum.column[i + j + 1], limb, row.limb[j]);
                }
            }
        }
        sums[form] = sum;
    }
    // Karatsuba: each column has at most 60 summands below 2^52.
    const fe8_wide real = ifma_wide_subtract(sums[0], sums[1]);
    const fe8_wide imaginary = ifma_wide_subtract(ifma_wide_subtract(sums[2], sums[0]), sums[1]);
    fq12 result;
    result.part[0] = remainder_of(ifma_reduce_wide_adding(real, &ifma_fq, ifma_fq.times2));
    result.part[1] = remainder_of(ifma_reduce_wide(imaginary, &ifma_fq));
    return result;
}

__attribute__((noinline)) IFMA_KERNEL static void multiply(fq12 *b, const fq12_factor *a) {
    static const uint8_t powers[DEGREE] = {0, 1, 2, 3, 4, 5};
    *b = product_of_rows(a, powers, DEGREE, *b);
}

// The negative of the coefficients of odd powers: below 2 m.
IFMA_INLINE fq12 conjugate(fq12 a) {
    for (int i = 0; i < 2; i++)
        a.part[i] = ifma_select(0x2a, a.part[i], ifma_subtract(ifma_zero(), a.part[i], ifma_fq.times2));
    return a;
}

// Three squarings in Fq4 = Fq2[w^3], of (z0, z3), (z1, z4) and (z2, z5): Granger, Scott, "Faster Squaring in the
// Cyclotomic Subgroup of Sixth Degree Extensions" (2010), section 3.2.
__attribute__((noinline)) IFMA_KERNEL static void cyclotomic_square(fq12 *z) {
    const fe8 re = z->part[0], im = z->part[1];
    // The squares of all six: (re + im)(re - im) and 2 re im, below 1.2 m.
    fq12 square;
    square.part[0] = ifma_multiply(ifma_add(re, im), ifma_subtract(re, im, ifma_fq.times2), &ifma_fq);
    square.part[1] = ifma_multiply(ifma_add(re, re), im, &ifma_fq);
    // The three products z_j z_(j+3): real parts in lanes 0 to 2, imaginary ones in lanes 3 to 5, below 1.1 m.
    const __m512i lower_twice = _mm512_setr_epi64(0, 1, 2, 0, 1, 2, 6, 7);
    const __m512i upper_both = _mm512_setr_epi64(3, 4, 5, 8 + 3, 8 + 4, 8 + 5, 6, 7);
    const fe8 minus_im = ifma_subtract(ifma_zero(), im, ifma_fq.times2);
    const fe8 mixed = ifma_reduce_wide(
        ifma_wide_add(
            ifma_product(permuted(re, lower_twice, re), permuted(re, upper_both, im)),
            ifma_product(permuted(im, lower_twice, im), permuted(minus_im, upper_both, re))),
        &ifma_fq);
    const fe8 twice = ifma_add_limbs(mixed, mixed);
    // Lane by lane what is taken once and what is taken 9 + u times; lane 7 stands for no coefficient and is zero
    // modulo m.
    const __m512i plain_re = _mm512_setr_epi64(0, 7, 1, 8 + 0, 2, 8 + 1, 7, 7);
    const __m512i plain_im = _mm512_setr_epi64(0, 7, 1, 8 + 3, 2, 8 + 4, 7, 7);
    const __m512i turned_re = _mm512_setr_epi64(3, 8 + 2, 4, 7, 5, 7, 7, 7);
    const __m512i turned_im = _mm512_setr_epi64(3, 8 + 5, 4, 7, 5, 7, 7, 7);
    fq12 turned;
    turned.part[0] = permuted(square.part[0], turned_re, twice);
    turned.part[1] = permuted(square.part[1], turned_im, twice);
    fq12 sum = times_non_residue(turned);
    sum.part[0] = ifma_add_limbs(sum.part[0], permuted(square.part[0], plain_re, twice));
    sum.part[1] = ifma_add_limbs(sum.part[1], permuted(square.part[1], plain_im, twice));
    // Three times that, less twice the even coefficients, plus twice the odd ones: below 3 (4 + 22) m + 4 m + 4 m.
    for (int i = 0; i < 2; i++) {
        const fe8 three = ifma_add_limbs(ifma_add_limbs(sum.part[i], sum.part[i]), sum.part[i]);
        const fe8 two = ifma_add_limbs(z->part[i], z->part[i]);
        const fe8 lowered = ifma_add_constant(ifma_subtract_limbs(three, two), ifma_fq.times4);
        z->part[i] = remainder_of(ifma_normalize(ifma_select(0x2a, lowered, ifma_add_limbs(three, two))));
    }
}

IFMA_KERNEL void symbolon_ifma_fq12_load(uint64_t *state, const uint64_t *words) {
    const __m512i zero = _mm512_setzero_si512();
    const fe8 first = ifma_from_words_times16(ifma_load_words(words));
    const fe8 second = ifma_from_words_times16(ifma_transpose_in(
        _mm512_loadu_si512(words + 32), _mm512_loadu_si512(words + 40), zero, zero));
    // Elements 12 to 15 are zero.
    const __m512i real = _mm512_setr_epi64(0, 6, 2, 8, 4, 10, 12, 12);
    const __m512i imaginary = _mm512_setr_epi64(1, 7, 3, 9, 5, 11, 12, 12);
    fq12 a;
    a.part[0] = remainder_of(permuted(first, real, second));
    a.part[1] = remainder_of(permuted(first, imaginary, second));
    store_state(state, a);
}

IFMA_KERNEL void symbolon_ifma_fq12_store(uint64_t *words, const uint64_t *state) {
    fq12 a = load_state(state);
    for (int i = 0; i < 2; i++) {
        a.part[i] = ifma_multiply(a.part[i], ifma_broadcast(ifma_fq.leave_256), &ifma_fq);
        a.part[i] = ifma_canonical_below2(a.part[i], &ifma_fq);
    }
    const __m512i first = _mm512_setr_epi64(0, 8, 2, 10, 4, 12, 1, 9);
    const __m512i second = _mm512_setr_epi64(3, 11, 5, 13, 6, 6, 6, 6);
    ifma_store_words(words, ifma_to_words(permuted(a.part[0], first, a.part[1])));
    __m512i rows[4];
    ifma_transpose_out(ifma_to_words(permuted(a.part[0], second, a.part[1])), rows);
    _mm512_storeu_si512(words + 32, rows[0]);
    _mm512_storeu_si512(words + 40, rows[1]);
}

IFMA_KERNEL void symbolon_ifma_fq12_multiply(uint64_t *state, const uint64_t *other) {
    fq12_factor factor;
    set_factor(&factor, load_state(other));
    fq12 a = load_state(state);
    multiply(&a, &factor);
    store_state(state, a);
}

IFMA_KERNEL void symbolon_ifma_fq12_square(uint64_t *state) { symbolon_ifma_fq12_multiply(state, state); }

IFMA_KERNEL void symbolon_ifma_miller_point(uint64_t *prepared, const uint64_t *point) {
    const __m512i zero = _mm512_setzero_si512();
    const fe8 both =
        remainder_of(ifma_from_words_times16(ifma_transpose_in(_mm512_loadu_si512(point), zero, zero, zero)));
    const __m512i lanes = _mm512_setr_epi64(1, 1, 0, 0, 8, 8, 2, 2);
    ifma_store_block(prepared, permuted(both, lanes, ifma_broadcast(ifma_fq.one)));
}

IFMA_KERNEL void symbolon_ifma_fq12_multiply_line(
    uint64_t *state, const uint64_t *line, const uint64_t *prepared) {
    static const uint8_t powers[3] = {0, 1, 3};
    const fe8 coefficients = ifma_from_words_times16(ifma_transpose_in(
        _mm512_loadu_si512(line), _mm512_loadu_si512(line + 8), _mm512_loadu_si512(line + 16),
        _mm512_setzero_si512()));
    // Below 16 m times 1.1 m: below 1.3 m.
    const fe8 values = ifma_multiply(coefficients, ifma_load_block(prepared), &ifma_fq);
    fq12 factor;
    factor.part[0] = permuted(values, _mm512_setr_epi64(0, 2, 4, 6, 6, 6, 6, 6), values);
    factor.part[1] = permuted(values, _mm512_setr_epi64(1, 3, 5, 6, 6, 6, 6, 6), values);
    fq12_factor rows;
    set_factor(&rows, factor);
    store_state(state, product_of_rows(&rows, powers, 3, load_state(state)));
}

IFMA_KERNEL void symbolon_ifma_fq12_cyclotomic_square(uint64_t *state) {
    fq12 a = load_state(state);
    cyclotomic_square(&a);
    store_state(state, a);
}

IFMA_KERNEL void symbolon_ifma_fq12_cyclotomic_power(uint64_t *state, const int8_t *digits, size_t count) {
    const fq12 base = load_state(state);
    // The base and its cube; conjugation is inversion here.
    fq12_factor factors[4];
    set_factor(&factors[0], base);
    fq12 cube = base;
    cyclotomic_square(&cube);
    multiply(&cube, &factors[0]);
    set_factor(&factors[1], cube);
    set_factor(&factors[2], conjugate(base));
    set_factor(&factors[3], conjugate(cube));
    fq12 result = base;
    for (size_t i = 0; i < count; i++) {
        cyclotomic_square(&result);
        switch (digits[i]) {
            case 1: multiply(&result, &factors[0]); break;
            case 3: multiply(&result, &factors[1]); break;
            case -1: multiply(&result, &factors[2]); break;
            case -3: multiply(&result, &factors[3]); break;
            default: break;
        }
    }
    store_state(state, result);
}

#else

void symbolon_ifma_fq12_load(uint64_t *state, const uint64_t *words) {
    (void)state, (void)words;
    abort();
}

void symbolon_ifma_fq12_store(uint64_t *words, const uint64_t *state) {
    (void)words, (void)state;
    abort();
}

void symbolon_ifma_fq12_square(uint64_t *state) {
    (void)state;
    abort();
}

void symbolon_ifma_fq12_multiply(uint64_t *state, const uint64_t *other) {
    (void)state, (void)other;
    abort();
}

void symbolon_ifma_miller_point(uint64_t *prepared, const uint64_t *point) {
    (void)prepared, (void)point;
    abort();
}

void symbolon_ifma_fq12_multiply_line(uint64_t *state, const uint64_t *line, const uint64_t *prepared) {
    (void)state, (void)line, (void)prepared;
    abort();
}

void symbolon_ifma_fq12_cyclotomic_square(uint64_t *state) {
    (void)state;
    abort();
}

void symbolon_ifma_fq12_cyclotomic_power(uint64_t *state, const int8_t *digits, size_t count) {
    (void)state, (void)digits, (void)count;
    abort();
}

#endif
