// Arithmetic on eight elements of a BN254 prime field at once, with AVX-512 IFMA.
//
// An `fe8` holds eight elements, one for each 64-bit lane, as five limbs of 52 bits in Montgomery form with
// R = 2^260. Limbs are "normalised" when limbs 0 to 3 are in [0, 2^52) and limb 4 holds the rest; only normalised
// values may enter a multiplication. Values need not be reduced: R is 84 times the modulus m, so that
//   multiply(a, b) < a b / (84 m) + m,    in particular below 1.2 m for a, b < 4 m, and below 2 m for a b < 84 m^2.
// Elements of iden3's form (R = 2^256) are brought in by a load that multiplies by 16, which costs nothing.
//
// All functions are inlined into kernels that carry the same target attribute; nothing here crosses a call.
#ifndef SYMBOLON_IFMA_FIELD_H
#define SYMBOLON_IFMA_FIELD_H

#if defined(__x86_64__)

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define IFMA_FEATURES "avx512f,avx512ifma,avx512vl,avx512dq,avx512bw"
#define IFMA_KERNEL __attribute__((target(IFMA_FEATURES)))
#define IFMA_INLINE static inline __attribute__((always_inline, target(IFMA_FEATURES)))

// Eight field elements, limb by limb.
typedef struct {
    __m512i limb[5];
} fe8;

// The constants of one modulus m, each as five limbs.
typedef struct {
    uint64_t times1[5];         // m
    uint64_t times2[5];         // 2 m
    uint64_t times4[5];         // 4 m
    uint64_t times8[5];         // 8 m
    uint64_t negated_inverse;   // -m^-1 mod 2^52
    uint64_t one[5];            // 2^260 mod m: the one
    uint64_t leave_256[5];      // 2^256 mod m: multiply by it to leave for R = 2^256
    uint64_t enter_integer[5];  // 2^520 mod m: multiply by it to enter from plain integers
} ifma_modulus;

// The base field of G1.
static const ifma_modulus ifma_fq = {
    .times1 = {0x08c16d87cfd47ULL, 0x916871ca8d3c2ULL, 0x181585d97816aULL, 0xa029b85045b68ULL, 0x030644e72e131ULL},
    .times2 = {0x1182db0f9fa8eULL, 0x22d0e3951a784ULL, 0x302b0bb2f02d5ULL, 0x405370a08b6d0ULL, 0x060c89ce5c263ULL},
    .times4 = {0x2305b61f3f51cULL, 0x45a1c72a34f08ULL, 0x60561765e05aaULL, 0x80a6e14116da0ULL, 0x0c19139cb84c6ULL},
    .times8 = {0x460b6c3e7ea38ULL, 0x8b438e5469e10ULL, 0xc0ac2ecbc0b54ULL, 0x014dc2822db40ULL, 0x183227397098dULL},
    .negated_inverse = 0x20782e4866389ULL,
    .one = {0x20880f6fce4b4ULL, 0x49baa989a8455ULL, 0x18f014a498908ULL, 0x724f85a9201d8ULL, 0x01f16424e1bb7ULL},
    .leave_256 = {0xd438dc58f0d9dULL, 0x28f5c70b3dd35ULL, 0x879462c0a78ebULL, 0xdf2f666ea36f7ULL, 0x00e0a77c19a07ULL},
    .enter_integer =
        {0x8a81d1966eb04ULL, 0x6195018016b86ULL, 0xb4f898c98e615ULL, 0x9969bfd531600ULL, 0x00a8469a30d3aULL},
};

// The scalar field.
static const ifma_modulus ifma_fr = {
    .times1 = {0x1f593f0000001ULL, 0x4879b9709143eULL, 0x181585d2833e8ULL, 0xa029b85045b68ULL, 0x030644e72e131ULL},
    .times2 = {0x3eb27e0000002ULL, 0x90f372e12287cULL, 0x302b0ba5067d0ULL, 0x405370a08b6d0ULL, 0x060c89ce5c263ULL},
    .times4 = {0x7d64fc0000004ULL, 0x21e6e5c2450f8ULL, 0x6056174a0cfa1ULL, 0x80a6e14116da0ULL, 0x0c19139cb84c6ULL},
    .times8 = {0xfac9f80000008ULL, 0x43cdcb848a1f0ULL, 0xc0ac2e9419f42ULL, 0x014dc2822db40ULL, 0x183227397098dULL},
    .negated_inverse = 0x1f593efffffffULL,
    .one = {0xb6b753fffffacULL, 0x380f271055b9dULL, 0x18f016ecef7c8ULL, 0x724f85a9201d8ULL, 0x01f16424e1bb7ULL},
    .leave_256 = {0x6341c4ffffffbULL, 0x959f60cd29ac9ULL, 0x879462e36fc76ULL, 0xdf2f666ea36f7ULL, 0x00e0a77c19a07ULL},
    .enter_integer =
        {0x0b852d16da6f5ULL, 0xc621620cddce3ULL, 0xaf1b95343ffb6ULL, 0xc3c15e103e7c2ULL, 0x00281528fa122ULL},
};

IFMA_INLINE __m512i ifma_limb_mask(void) { return _mm512_set1_epi64(0xfffffffffffffLL); }

// The same constant in every lane.
IFMA_INLINE fe8 ifma_broadcast(const uint64_t constant[5]) {
    fe8 result;
    for (int i = 0; i < 5; i++) result.limb[i] = _mm512_set1_epi64((long long)constant[i]);
    return result;
}

IFMA_INLINE fe8 ifma_zero(void) {
    fe8 result;
    for (int i = 0; i < 5; i++) result.limb[i] = _mm512_setzero_si512();
    return result;
}

// Carries limbs 0 to 3 up; limbs may be negative, the value is not.
IFMA_INLINE fe8 ifma_normalize(fe8 a) {
    const __m512i mask = ifma_limb_mask();
    for (int i = 0; i < 4; i++) {
        a.limb[i + 1] = _mm512_add_epi64(a.limb[i + 1], _mm512_srai_epi64(a.limb[i], 52));
        a.limb[i] = _mm512_and_si512(a.limb[i], mask);
    }
    return a;
}

// a + b, limb by limb, not normalised.
IFMA_INLINE fe8 ifma_add_limbs(fe8 a, fe8 b) {
    for (int i = 0; i < 5; i++) a.limb[i] = _mm512_add_epi64(a.limb[i], b.limb[i]);
    return a;
}

// a - b, limb by limb, not normalised.
IFMA_INLINE fe8 ifma_subtract_limbs(fe8 a, fe8 b) {
    for (int i = 0; i < 5; i++) a.limb[i] = _mm512_sub_epi64(a.limb[i], b.limb[i]);
    return a;
}

// a + constant, limb by limb, not normalised.
IFMA_INLINE fe8 ifma_add_constant(fe8 a, const uint64_t constant[5]) {
    for (int i = 0; i < 5; i++)
        a.limb[i] = _mm512_add_epi64(a.limb[i], _mm512_set1_epi64((long long)constant[i]));
    return a;
}

// a + b, normalised.
IFMA_INLINE fe8 ifma_add(fe8 a, fe8 b) { return ifma_normalize(ifma_add_limbs(a, b)); }

// a - b + multiple, normalised; b is at most the multiple of the modulus.
IFMA_INLINE fe8 ifma_subtract(fe8 a, fe8 b, const uint64_t multiple[5]) {
    return ifma_normalize(ifma_add_constant(ifma_subtract_limbs(a, b), multiple));
}

// a or a - multiple, whichever is in [0, multiple), for a normalised a below twice the multiple.
IFMA_INLINE fe8 ifma_reduce_once(fe8 a, const uint64_t multiple[5]) {
    fe8 difference;
    for (int i = 0; i < 5; i++)
        difference.limb[i] = _mm512_sub_epi64(a.limb[i], _mm512_set1_epi64((long long)multiple[i]));
    difference = ifma_normalize(difference);
    const __mmask8 negative = _mm512_movepi64_mask(difference.limb[4]);
    for (int i = 0; i < 5; i++) difference.limb[i] = _mm512_mask_mov_epi64(difference.limb[i], negative, a.limb[i]);
    return difference;
}

// `first` where the lane's bit in `mask` is clear and `second` where it is set.
IFMA_INLINE fe8 ifma_select(__mmask8 mask, fe8 first, fe8 second) {
    for (int i = 0; i < 5; i++) first.limb[i] = _mm512_mask_mov_epi64(first.limb[i], mask, second.limb[i]);
    return first;
}

// Ten columns of 52 bits: a product before its reduction. Columns may exceed 52 bits, and be negative.
typedef struct {
    __m512i column[10];
} fe8_wide;

// The full product of two normalised values.
IFMA_INLINE fe8_wide ifma_product(fe8 a, fe8 b) {
    fe8_wide wide;
    for (int i = 0; i < 10; i++) wide.column[i] = _mm512_setzero_si512();
    for (int i = 0; i < 5; i++) {
        for (int j = 0; j < 5; j++) {
            wide.column[i + j] = _mm512_madd52lo_epu64(wide.column[i + j], a.limb[i], b.limb[j]);
            wide.column[i + j + 1] = _mm512_madd52hi_epu64(wide.column[i + j + 1], a.limb[i], b.limb[j]);
        }
    }
    return wide;
}

// The full square of a normalised value: the mixed terms once, doubled.
IFMA_INLINE fe8_wide ifma_product_square(fe8 a) {
    fe8_wide wide;
    for (int i = 0; i < 10; i++) wide.column[i] = _mm512_setzero_si512();
    for (int i = 0; i < 5; i++) {
        for (int j = i + 1; j < 5; j++) {
            wide.column[i + j] = _mm512_madd52lo_epu64(wide.column[i + j], a.limb[i], a.limb[j]);
            wide.column[i + j + 1] = _mm512_madd52hi_epu64(wide.column[i + j + 1], a.limb[i], a.limb[j]);
        }
    }
    for (int i = 1; i < 9; i++) wide.column[i] = _mm512_add_epi64(wide.column[i], wide.column[i]);
    for (int i = 0; i < 5; i++) {
        wide.column[2 * i] = _mm512_madd52lo_epu64(wide.column[2 * i], a.limb[i], a.limb[i]);
        wide.column[2 * i + 1] = _mm512_madd52hi_epu64(wide.column[2 * i + 1], a.limb[i], a.limb[i]);
    }
    return wide;
}

IFMA_INLINE fe8_wide ifma_wide_add(fe8_wide a, fe8_wide b) {
    for (int i = 0; i < 10; i++) a.column[i] = _mm512_add_epi64(a.column[i], b.column[i]);
    return a;
}

IFMA_INLINE fe8_wide ifma_wide_subtract(fe8_wide a, fe8_wide b) {
    for (int i = 0; i < 10; i++) a.column[i] = _mm512_sub_epi64(a.column[i], b.column[i]);
    return a;
}

// wide / 2^260 modulo m, normalised: in [0, wide / 2^260 + m). A negative `wide` is let in when `multiple`, which is
// added to the result, outweighs it.
IFMA_INLINE fe8 ifma_reduce_wide_adding(fe8_wide wide, const ifma_modulus *m, const uint64_t *multiple) {
    const __m512i zero = _mm512_setzero_si512();
    const __m512i inverse = _mm512_set1_epi64((long long)m->negated_inverse);
    for (int i = 0; i < 5; i++) {
        const __m512i factor = _mm512_madd52lo_epu64(zero, wide.column[i], inverse);
        for (int j = 0; j < 5; j++) {
            const __m512i word = _mm512_set1_epi64((long long)m->times1[j]);
            wide.column[i + j] = _mm512_madd52lo_epu64(wide.column[i + j], factor, word);
            wide.column[i + j + 1] = _mm512_madd52hi_epu64(wide.column[i + j + 1], factor, word);
        }
        wide.column[i + 1] = _mm512_add_epi64(wide.column[i + 1], _mm512_srai_epi64(wide.column[i], 52));
    }
    fe8 result;
    for (int i = 0; i < 5; i++) result.limb[i] = wide.column[i + 5];
    if (multiple != NULL) result = ifma_add_constant(result, multiple);
    return ifma_normalize(result);
}

IFMA_INLINE fe8 ifma_reduce_wide(fe8_wide wide, const ifma_modulus *m) {
    return ifma_reduce_wide_adding(wide, m, NULL);
}

// a b / 2^260 modulo m; see the ranges above.
IFMA_INLINE fe8 ifma_multiply(fe8 a, fe8 b, const ifma_modulus *m) { return ifma_reduce_wide(ifma_product(a, b), m); }

// a^2 / 2^260 modulo m; the same range as `ifma_multiply(a, a)`.
IFMA_INLINE fe8 ifma_square(fe8 a, const ifma_modulus *m) { return ifma_reduce_wide(ifma_product_square(a), m); }

#endif
#endif
