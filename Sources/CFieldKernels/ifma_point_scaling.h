// Multiples of eight points at once: the body of the kernels of G1 and G2.
//
// The including file defines, for its coordinate field (COORDINATE_DEGREE 1: Fq, 2: Fq2):
//   PARTS, PART_WORDS, WINDOWS a scalar's parts, the words of a part's magnitude, and its signed digits of four bits
//   endomorphism               the image of points whose multiples by a scalar's next part are needed; all its
//                              coordinates are at most 4 m for a point with all coordinates at most 4 m
//   coordinate                 eight coordinates: `fe8 part[COORDINATE_DEGREE]`, normalised
//   projective                 eight points: `coordinate x, y, z`
//   projective_add, projective_double    complete formulas, which hold for equal, opposite and infinite points too
// which take points whose y and z are below 4 m and whose x is below 6 m, in one of two summands below 4 m. Points that
// are loaded, the results of additions and their negatives have all coordinates below or at 4 m.
//
// The parts of a scalar share their doublings: see ScalingKernels.h. Every lane takes every step, so the eight
// scalars may differ.

enum {
    COORDINATE_WORDS = 4 * COORDINATE_DEGREE,
    AFFINE_WORDS = 2 * COORDINATE_WORDS,
    PROJECTIVE_WORDS = 3 * COORDINATE_WORDS,
    COORDINATE_BLOCK = 40 * COORDINATE_DEGREE,
    ENTRY_WORDS = 3 * COORDINATE_BLOCK,
    SCALAR_WORDS = PARTS * PART_WORDS + 1,
    TABLE_SIZE = 9,
    TABLE_WORDS = TABLE_SIZE * ENTRY_WORDS
};

// The digits of eight scalars, for each part the least significant first: each from -8 to 8.
typedef struct {
    uint64_t magnitude[PARTS][WINDOWS][8];
    uint8_t negative[PARTS][WINDOWS];
    int highest;  // the highest window with a digit other than zero; -1 if there is none
    int all_one;  // whether all scalars are one
} scalar_digits;

IFMA_INLINE void recode(scalar_digits *digits, const uint64_t *const scalars[8]) {
    digits->highest = -1;
    digits->all_one = 1;
    for (int part = 0; part < PARTS; part++)
        for (int window = 0; window < WINDOWS; window++) digits->negative[part][window] = 0;
    for (int lane = 0; lane < 8; lane++) {
        const uint64_t *scalar = scalars[lane];
        uint64_t others = 0;
        for (int i = 1; i < SCALAR_WORDS; i++) others |= scalar[i];
        if (scalar[0] != 1 || others != 0) digits->all_one = 0;
        for (int part = 0; part < PARTS; part++) {
            const uint64_t *words = scalar + part * PART_WORDS;
            const uint64_t sign = (scalar[PARTS * PART_WORDS] >> part) & 1;
            uint64_t carry = 0;
            for (int window = 0; window < WINDOWS; window++) {
                // The windows of a part may go on behind its words.
                const uint64_t bits =
                    window < 16 * PART_WORDS ? (words[window / 16] >> (4 * (window % 16))) & 15 : 0;
                uint64_t digit = bits + carry;
                carry = digit > 8;
                if (carry) digit = 16 - digit;
                if (carry ^ sign) digits->negative[part][window] |= (uint8_t)(1 << lane);
                digits->magnitude[part][window][lane] = digit;
                if (digit != 0 && window > digits->highest) digits->highest = window;
            }
            // The last window carries nothing: parts of G1 are below 2^127, those of G2 have a window more.
        }
    }
}

IFMA_INLINE projective projective_infinity(void) {
    projective result;
    for (int i = 0; i < COORDINATE_DEGREE; i++) {
        result.x.part[i] = ifma_zero();
        result.y.part[i] = i == 0 ? ifma_broadcast(ifma_fq.one) : ifma_zero();
        result.z.part[i] = ifma_zero();
    }
    return result;
}

// Eight coordinates from words, R = 2^256, to limbs below 4 m, R = 2^260.
IFMA_INLINE coordinate load_coordinate(const uint64_t *const places[8], size_t offset) {
    coordinate result;
    for (int part = 0; part < COORDINATE_DEGREE; part++) {
        const size_t at = offset + 4 * (size_t)part;
        __m512i z[4];
        for (int i = 0; i < 4; i++) {
            const __m256i low = _mm256_loadu_si256((const __m256i *)(places[2 * i] + at));
            const __m256i high = _mm256_loadu_si256((const __m256i *)(places[2 * i + 1] + at));
            z[i] = _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
        }
        const fe8 value = ifma_from_words_times16(ifma_transpose_in(z[0], z[1], z[2], z[3]));
        result.part[part] = ifma_reduce_once(ifma_reduce_once(value, ifma_fq.times8), ifma_fq.times4);
    }
    return result;
}

// Eight coordinates to words, reduced, R = 2^256.
IFMA_INLINE void store_coordinate(uint64_t *const places[8], size_t offset, coordinate a) {
    for (int part = 0; part < COORDINATE_DEGREE; part++) {
        const fe8 leaving = ifma_multiply(a.part[part], ifma_broadcast(ifma_fq.leave_256), &ifma_fq);
        __m512i z[4];
        ifma_transpose_out(ifma_to_words(ifma_canonical_below2(leaving, &ifma_fq)), z);
        const size_t at = offset + 4 * (size_t)part;
        for (int i = 0; i < 4; i++) {
            _mm256_storeu_si256((__m256i *)(places[2 * i] + at), _mm512_castsi512_si256(z[i]));
            _mm256_storeu_si256((__m256i *)(places[2 * i + 1] + at), _mm512_extracti64x4_epi64(z[i], 1));
        }
    }
}

IFMA_INLINE projective load_projective(const uint64_t *const places[8]) {
    projective result;
    result.x = load_coordinate(places, 0);
    result.y = load_coordinate(places, COORDINATE_WORDS);
    result.z = load_coordinate(places, 2 * COORDINATE_WORDS);
    return result;
}

IFMA_INLINE void store_projective(uint64_t *const places[8], projective a) {
    store_coordinate(places, 0, a.x);
    store_coordinate(places, COORDINATE_WORDS, a.y);
    store_coordinate(places, 2 * COORDINATE_WORDS, a.z);
}

IFMA_INLINE void store_block(uint64_t *target, projective a) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) {
        ifma_store_block(target + 40 * i, a.x.part[i]);
        ifma_store_block(target + COORDINATE_BLOCK + 40 * i, a.y.part[i]);
        ifma_store_block(target + 2 * COORDINATE_BLOCK + 40 * i, a.z.part[i]);
    }
}

// The negative in the lanes of `mask`; y is at most 4 m.
IFMA_INLINE projective projective_negate(__mmask8 mask, projective a) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) {
        const fe8 negative = ifma_subtract(ifma_zero(), a.y.part[i], ifma_fq.times4);
        a.y.part[i] = ifma_select(mask, a.y.part[i], negative);
    }
    return a;
}

// For each lane the entry of a part's digit among that part's tables.
IFMA_INLINE projective table_entry(const uint64_t *tables, const scalar_digits *digits, int part, int window) {
    const uint64_t *table = tables + part * TABLE_WORDS;
    const __m512i entry_words = _mm512_set1_epi64(ENTRY_WORDS);
    const __m512i lanes = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    const __m512i magnitude = _mm512_loadu_si512(digits->magnitude[part][window]);
    const __m512i places = _mm512_add_epi64(_mm512_mullo_epi64(magnitude, entry_words), lanes);
    projective result;
    coordinate *coordinates[3] = {&result.x, &result.y, &result.z};
    for (int c = 0; c < 3; c++)
        for (int i = 0; i < COORDINATE_DEGREE; i++)
            for (int limb = 0; limb < 5; limb++)
                coordinates[c]->part[i].limb[limb] =
                    _mm512_i64gather_epi64(places, table + c * COORDINATE_BLOCK + 40 * i + 8 * limb, 8);
    return projective_negate((__mmask8)digits->negative[part][window], result);
}

// The multiples of eight points by their scalars.
__attribute__((noinline)) IFMA_KERNEL static void multiply_points(projective *point, const scalar_digits *digits) {
    if (digits->all_one) return;
    if (digits->highest < 0) {
        *point = projective_infinity();
        return;
    }
    uint64_t tables[PARTS * TABLE_WORDS];
    projective multiple = projective_infinity();
    for (int i = 0; i < TABLE_SIZE; i++) {
        if (i == 1) multiple = *point;
        if (i > 1) multiple = projective_add(multiple, *point);
        projective image = multiple;
        for (int part = 0; part < PARTS; part++) {
            store_block(tables + part * TABLE_WORDS + i * ENTRY_WORDS, image);
            if (part + 1 < PARTS) image = endomorphism(image);
        }
    }
    projective result = projective_infinity();
    for (int window = digits->highest; window >= 0; window--) {
        if (window < digits->highest)
            for (int i = 0; i < 4; i++) result = projective_double(result);
        for (int part = 0; part < PARTS; part++)
            result = projective_add(result, table_entry(tables, digits, part, window));
    }
    *point = result;
}

IFMA_INLINE void scale_all(const uint64_t *points, const uint64_t *scalars, uint64_t *products, size_t count) {
    for (size_t start = 0; start < count; start += 8) {
        const uint64_t *sources[8], *factors[8];
        uint64_t *targets[8];
        uint64_t finite[8];
        for (size_t lane = 0; lane < 8; lane++) {
            sources[lane] = points + (start + lane) * AFFINE_WORDS;
            factors[lane] = scalars + (start + lane) * SCALAR_WORDS;
            targets[lane] = products + (start + lane) * PROJECTIVE_WORDS;
            finite[lane] = 0;
            for (int i = 0; i < AFFINE_WORDS; i++) finite[lane] |= sources[lane][i];
        }
        scalar_digits digits;
        recode(&digits, factors);
        projective point = projective_infinity();
        const __m512i words = _mm512_loadu_si512(finite);
        const __mmask8 mask = _mm512_test_epi64_mask(words, words);
        const coordinate x = load_coordinate(sources, 0), y = load_coordinate(sources, COORDINATE_WORDS);
        for (int i = 0; i < COORDINATE_DEGREE; i++) {
            point.x.part[i] = x.part[i];
            point.y.part[i] = ifma_select(mask, point.y.part[i], y.part[i]);
            if (i == 0) point.z.part[i] = ifma_select(mask, ifma_zero(), ifma_broadcast(ifma_fq.one));
        }
        multiply_points(&point, &digits);
        store_projective(targets, point);
    }
}

IFMA_INLINE void run_butterflies(
    uint64_t *points, const uint64_t *factors, size_t stride, const uint64_t *scale, size_t half, size_t blocks,
    size_t first, size_t count) {
    scalar_digits scale_digits;
    if (scale != NULL) {
        const uint64_t *scales[8];
        for (int lane = 0; lane < 8; lane++) scales[lane] = scale;
        recode(&scale_digits, scales);
    }
    for (size_t start = first; start < first + count; start += 8) {
        uint64_t *low[8], *high[8];
        const uint64_t *scalars[8];
        for (size_t lane = 0; lane < 8; lane++) {
            const size_t factor = (start + lane) / blocks, block = (start + lane) % blocks;
            low[lane] = points + (block * 2 * half + factor) * PROJECTIVE_WORDS;
            high[lane] = low[lane] + half * PROJECTIVE_WORDS;
            scalars[lane] = factors + SCALAR_WORDS * factor * stride;
        }
        scalar_digits digits;
        recode(&digits, scalars);
        projective upper = load_projective((const uint64_t *const *)high);
        multiply_points(&upper, &digits);
        projective lower = load_projective((const uint64_t *const *)low);
        if (scale != NULL) multiply_points(&lower, &scale_digits);
        // The sum has its y below 4 m, and the difference that of the negative.
        store_projective(low, projective_add(lower, upper));
        store_projective(high, projective_add(lower, projective_negate(0xff, upper)));
    }
}
