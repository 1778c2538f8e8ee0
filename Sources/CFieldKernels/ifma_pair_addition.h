// Sums of many pairs of affine points with one shared inversion: the body of the kernels of G1 and G2.
//
// The including file defines, for its coordinate field (COORDINATE_DEGREE 1: Fq, 2: Fq2):
//   coordinate               eight coordinates: `fe8 part[COORDINATE_DEGREE]`, normalised
//   coordinate_multiply, coordinate_square
// Points lie in memory as 8 or 16 words (x, then y), canonical in Montgomery form with R = 2^260; (0, 0) is infinity. A
// reference to a point is twice its index, plus one for its negative.
//
// Montgomery's trick: `forward` multiplies the denominators d = x2 - x1 of all pairs in four chains of eight lanes
// each, keeping the prefixes; the caller inverts the eight products; `backward` unrolls the chains and adds.
// Pairs without such a sum (an infinite point, equal points, opposite points) take part with another denominator and
// get their results by selection; classify() finds them by exact comparison, as coordinates are canonical.

enum { POINT_WORDS = 8 * COORDINATE_DEGREE, COORDINATE_WORDS = 4 * COORDINATE_DEGREE, CHAINS = 4 };

// How many blocks ahead points are asked for: with one, sums whose points outgrow the second-level cache wait for them.
enum { PREFETCH_DISTANCE = 4 };

// What is special about the lanes of eight pairs; most often nothing.
typedef struct {
    __mmask8 doubled;    // the points are equal
    __mmask8 takes_first;   // the second is infinity
    __mmask8 takes_second;  // the first is infinity
    __mmask8 infinite;   // the points are opposite
} special_lanes;

// Eight coordinates as words in memory order, and their limbs.
typedef struct {
    words8 part[COORDINATE_DEGREE];
} coordinate_words;

IFMA_INLINE const uint64_t *point_address(const uint64_t *points, uint32_t reference) {
    return points + (size_t)(reference >> 1) * POINT_WORDS;
}

// The references of eight pairs: bit 0 of each lane of *first and *second is the sign.
IFMA_INLINE void load_signs(const uint32_t *pairs, __mmask8 *first, __mmask8 *second) {
    const __m512i both = _mm512_loadu_si512(pairs);
    *first = _mm512_test_epi64_mask(both, _mm512_set1_epi64(1));
    *second = _mm512_test_epi64_mask(both, _mm512_set1_epi64(1LL << 32));
}

// One coordinate (x at offset 0, y at COORDINATE_WORDS) of eight points, which are every other reference.
IFMA_INLINE coordinate_words load_coordinate(const uint64_t *points, const uint32_t *references, size_t offset) {
    coordinate_words result;
    for (int part = 0; part < COORDINATE_DEGREE; part++) {
        const size_t at = offset + 4 * (size_t)part;
        __m512i z[4];
        for (int i = 0; i < 4; i++) {
            const uint64_t *even = point_address(points, references[4 * i]) + at;
            const uint64_t *odd = point_address(points, references[4 * i + 2]) + at;
            z[i] = _mm512_inserti64x4(
                _mm512_castsi256_si512(_mm256_loadu_si256((const __m256i *)even)),
                _mm256_loadu_si256((const __m256i *)odd), 1);
        }
        result.part[part] = ifma_transpose_in(z[0], z[1], z[2], z[3]);
    }
    return result;
}

IFMA_INLINE void prefetch_points(const uint64_t *points, const uint32_t *pairs) {
    for (int i = 0; i < 16; i++) {
        const char *address = (const char *)point_address(points, pairs[i]);
        for (int line = 0; line < COORDINATE_DEGREE; line++) _mm_prefetch(address + 64 * line, _MM_HINT_T0);
    }
}

IFMA_INLINE coordinate to_limbs(coordinate_words words) {
    coordinate result;
    for (int i = 0; i < COORDINATE_DEGREE; i++) result.part[i] = ifma_from_words(words.part[i]);
    return result;
}

// Lanes in which all words are zero.
IFMA_INLINE __mmask8 zero_lanes(coordinate_words a) {
    __m512i any = _mm512_setzero_si512();
    for (int i = 0; i < COORDINATE_DEGREE; i++)
        for (int j = 0; j < 4; j++) any = _mm512_or_si512(any, a.part[i].word[j]);
    return _mm512_testn_epi64_mask(any, any);
}

// Lanes in which all words agree.
IFMA_INLINE __mmask8 equal_lanes(coordinate_words a, coordinate_words b) {
    __m512i any = _mm512_setzero_si512();
    for (int i = 0; i < COORDINATE_DEGREE; i++)
        for (int j = 0; j < 4; j++)
            any = _mm512_or_si512(any, _mm512_xor_si512(a.part[i].word[j], b.part[i].word[j]));
    return _mm512_testn_epi64_mask(any, any);
}

IFMA_INLINE coordinate coordinate_select(__mmask8 mask, coordinate first, coordinate second) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) first.part[i] = ifma_select(mask, first.part[i], second.part[i]);
    return first;
}

// a - b + m, for canonical b and a below m: below 2 m.
IFMA_INLINE coordinate coordinate_subtract(coordinate a, coordinate b) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) a.part[i] = ifma_subtract(a.part[i], b.part[i], ifma_fq.times1);
    return a;
}

IFMA_INLINE coordinate coordinate_add(coordinate a, coordinate b) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) a.part[i] = ifma_add(a.part[i], b.part[i]);
    return a;
}

// The canonical value of one below 4 m.
IFMA_INLINE coordinate coordinate_canonical(coordinate a) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) a.part[i] = ifma_canonical_below4(a.part[i], &ifma_fq);
    return a;
}

// The negative in the lanes of `mask` of a canonical value other than zero; canonical.
IFMA_INLINE coordinate coordinate_negate(__mmask8 mask, coordinate a) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) {
        fe8 negative = ifma_subtract(ifma_zero(), a.part[i], ifma_fq.times1);
#if COORDINATE_DEGREE > 1
        // One of two parts may be zero, whose negative must stay zero.
        negative = ifma_reduce_once(negative, ifma_fq.times1);
#endif
        a.part[i] = ifma_select(mask, a.part[i], negative);
    }
    return a;
}

IFMA_INLINE coordinate coordinate_one(void) {
    coordinate one;
    for (int i = 0; i < COORDINATE_DEGREE; i++) one.part[i] = i == 0 ? ifma_broadcast(ifma_fq.one) : ifma_zero();
    return one;
}

IFMA_INLINE void store_coordinate_block(uint64_t *target, coordinate a) {
    for (int i = 0; i < COORDINATE_DEGREE; i++) ifma_store_block(target + 40 * i, a.part[i]);
}

IFMA_INLINE coordinate load_coordinate_block(const uint64_t *source) {
    coordinate a;
    for (int i = 0; i < COORDINATE_DEGREE; i++) a.part[i] = ifma_load_block(source + 40 * i);
    return a;
}

// Lanes where a sum by chord is not certain, from the first coordinates alone.
IFMA_INLINE __mmask8 suspicious_lanes(coordinate_words x1, coordinate_words x2) {
    return equal_lanes(x1, x2) | zero_lanes(x1) | zero_lanes(x2);
}

// Sorts suspicious lanes into their kinds; y1 and y2 are as stored, without their signs.
IFMA_INLINE special_lanes classify(
    coordinate_words x1, coordinate_words y1, coordinate_words x2, coordinate_words y2, __mmask8 negative1,
    __mmask8 negative2) {
    const __mmask8 infinite1 = zero_lanes(x1) & zero_lanes(y1);
    const __mmask8 infinite2 = zero_lanes(x2) & zero_lanes(y2);
    const __mmask8 finite = (__mmask8) ~(infinite1 | infinite2);
    // Points with one x have the same or the opposite y as stored; their signs decide. No y is zero: the groups have
    // odd order, and a point of even order that an adversary made counts as its own opposite.
    const __mmask8 same_sign = (__mmask8) ~(negative1 ^ negative2);
    const __mmask8 same_y = equal_lanes(y1, y2);
    const __mmask8 equal_x = equal_lanes(x1, x2) & finite;
    special_lanes lanes;
    lanes.doubled = equal_x & (__mmask8) ~(same_y ^ same_sign) & (__mmask8)~zero_lanes(y1);
    lanes.infinite = equal_x & (__mmask8)~lanes.doubled;
    lanes.takes_second = infinite1;
    lanes.takes_first = infinite2 & (__mmask8)~infinite1;
    return lanes;
}

// The denominators of special lanes: twice y where the point is doubled, one where no sum is needed.
IFMA_INLINE coordinate special_denominator(special_lanes lanes, coordinate d, coordinate y1) {
    const __mmask8 unused = lanes.takes_first | lanes.takes_second | lanes.infinite;
    return coordinate_select(unused, coordinate_select(lanes.doubled, d, coordinate_add(y1, y1)), coordinate_one());
}

IFMA_INLINE coordinate denominator(const uint64_t *points, const uint32_t *pairs, __mmask8 inactive) {
    const coordinate_words x1 = load_coordinate(points, pairs, 0);
    const coordinate_words x2 = load_coordinate(points, pairs + 1, 0);
    coordinate d = coordinate_subtract(to_limbs(x2), to_limbs(x1));
    if (__builtin_expect(suspicious_lanes(x1, x2), 0)) {
        __mmask8 negative1, negative2;
        load_signs(pairs, &negative1, &negative2);
        const coordinate_words y1 = load_coordinate(points, pairs, COORDINATE_WORDS);
        const coordinate_words y2 = load_coordinate(points, pairs + 1, COORDINATE_WORDS);
        const special_lanes lanes = classify(x1, y1, x2, y2, negative1, negative2);
        d = special_denominator(lanes, d, coordinate_negate(negative1, to_limbs(y1)));
    }
    return coordinate_select(inactive, d, coordinate_one());
}

// Multiplies the denominators of `count` pairs; `prefixes` keeps 40 COORDINATE_DEGREE words for each eight pairs and
// 160 COORDINATE_DEGREE more. The eight products leave for R = 2^256, canonical.
IFMA_INLINE void forward(
    const uint64_t *points, const uint32_t *pairs, size_t count, uint64_t *prefixes, uint64_t *products) {
    coordinate chain[CHAINS];
    for (int i = 0; i < CHAINS; i++) chain[i] = coordinate_one();
    const size_t blocks = (count + 7) / 8;
    uint32_t last[16];
    for (size_t block = 0; block < blocks; block++) {
        const uint32_t *eight = pairs + 16 * block;
        __mmask8 inactive = 0;
        if (8 * block + 8 > count) {
            const size_t active = count - 8 * block;
            for (size_t i = 0; i < 16; i++) last[i] = eight[i < 2 * active ? i : i & 1];
            inactive = (__mmask8)(0xff << active);
            eight = last;
        } else if (8 * (block + PREFETCH_DISTANCE + 2) <= count) {
            prefetch_points(points, eight + 16 * PREFETCH_DISTANCE);
        }
        const coordinate d = denominator(points, eight, inactive);
        coordinate *running = &chain[block % CHAINS];
        store_coordinate_block(prefixes + 40 * COORDINATE_DEGREE * block, *running);
        *running = coordinate_multiply(*running, d);
    }
    for (int i = 0; i < CHAINS; i++)
        store_coordinate_block(prefixes + 40 * COORDINATE_DEGREE * (blocks + (size_t)i), chain[i]);
    const coordinate all =
        coordinate_multiply(coordinate_multiply(chain[0], chain[1]), coordinate_multiply(chain[2], chain[3]));
    for (int i = 0; i < COORDINATE_DEGREE; i++) {
        const fe8 leaving = ifma_multiply(all.part[i], ifma_broadcast(ifma_fq.leave_256), &ifma_fq);
        ifma_store_words_strided(
            products + 4 * i, COORDINATE_WORDS, ifma_to_words(ifma_canonical_below2(leaving, &ifma_fq)));
    }
}

// Adds one block of pairs with the inverses of its denominators and stores the sums of the first `active`.
IFMA_INLINE coordinate add_block(
    const uint64_t *points, const uint32_t *pairs, coordinate inverse, coordinate prefix, uint64_t *sums,
    size_t active) {
    __mmask8 negative1, negative2;
    load_signs(pairs, &negative1, &negative2);
    const coordinate_words stored_x1 = load_coordinate(points, pairs, 0);
    const coordinate_words stored_x2 = load_coordinate(points, pairs + 1, 0);
    const coordinate_words stored_y1 = load_coordinate(points, pairs, COORDINATE_WORDS);
    const coordinate_words stored_y2 = load_coordinate(points, pairs + 1, COORDINATE_WORDS);
    const coordinate x1 = to_limbs(stored_x1);
    const coordinate x2 = to_limbs(stored_x2);
    const coordinate y1 = coordinate_negate(negative1, to_limbs(stored_y1));
    const coordinate y2 = coordinate_negate(negative2, to_limbs(stored_y2));
    coordinate d = coordinate_subtract(x2, x1);
    coordinate numerator = coordinate_subtract(y2, y1);
    const __mmask8 suspicious = suspicious_lanes(stored_x1, stored_x2);
    special_lanes lanes = {0};
    if (__builtin_expect(suspicious, 0)) {
        lanes = classify(stored_x1, stored_y1, stored_x2, stored_y2, negative1, negative2);
        d = special_denominator(lanes, d, y1);
        // The tangent's slope is 3 x^2 / 2 y.
        const coordinate square = coordinate_square(x1);
        numerator = coordinate_select(lanes.doubled, numerator, coordinate_add(square, coordinate_add(square, square)));
    }
    if (__builtin_expect(active < 8, 0)) d = coordinate_select((__mmask8)(0xff << active), d, coordinate_one());
    const coordinate slope = coordinate_multiply(numerator, coordinate_multiply(inverse, prefix));
    const coordinate next_inverse = coordinate_multiply(inverse, d);
    const coordinate square = coordinate_square(slope);
    coordinate x3, y3;
    for (int i = 0; i < COORDINATE_DEGREE; i++) {
        // Below 1.2 m + 2 m.
        fe8 sum = ifma_add_constant(square.part[i], ifma_fq.times2);
        sum = ifma_subtract_limbs(ifma_subtract_limbs(sum, x1.part[i]), x2.part[i]);
        x3.part[i] = ifma_canonical_below4(ifma_normalize(sum), &ifma_fq);
    }
    y3 = coordinate_canonical(coordinate_subtract(coordinate_multiply(slope, coordinate_subtract(x1, x3)), y1));
    if (__builtin_expect(suspicious, 0)) {
        const coordinate zero = {{ifma_zero()}};
        x3 = coordinate_select(lanes.takes_first, coordinate_select(lanes.takes_second, x3, x2), x1);
        y3 = coordinate_select(lanes.takes_first, coordinate_select(lanes.takes_second, y3, y2), y1);
        // An infinite point with a minus sign has no canonical negative; the sum of two is plainly infinity.
        const __mmask8 infinite = lanes.infinite
            | (zero_lanes(stored_x1) & zero_lanes(stored_y1) & zero_lanes(stored_x2) & zero_lanes(stored_y2));
        x3 = coordinate_select(infinite, x3, zero);
        y3 = coordinate_select(infinite, y3, zero);
    }
    uint64_t buffer[8 * POINT_WORDS];
    uint64_t *target = active < 8 ? buffer : sums;
    for (int i = 0; i < COORDINATE_DEGREE; i++) {
        ifma_store_words_strided(target + 4 * i, POINT_WORDS, ifma_to_words(x3.part[i]));
        ifma_store_words_strided(target + COORDINATE_WORDS + 4 * i, POINT_WORDS, ifma_to_words(y3.part[i]));
    }
    if (active < 8) memcpy(sums, buffer, active * POINT_WORDS * sizeof(uint64_t));
    return next_inverse;
}

// Writes the sums of `count` pairs to consecutive points at `sums`; `inverses` are those of the products of `forward`,
// in R = 2^256.
IFMA_INLINE void backward(
    const uint64_t *points, const uint32_t *pairs, size_t count, const uint64_t *prefixes, const uint64_t *inverses,
    uint64_t *sums) {
    const size_t blocks = (count + 7) / 8;
    coordinate inverse;
    for (int i = 0; i < COORDINATE_DEGREE; i++)
        inverse.part[i] = ifma_from_words_times16(ifma_load_words_strided(inverses + 4 * i, COORDINATE_WORDS));
    // The inverse of each chain is the common one times the products of the other chains.
    coordinate product[CHAINS], chain[CHAINS];
    for (int i = 0; i < CHAINS; i++)
        product[i] = load_coordinate_block(prefixes + 40 * COORDINATE_DEGREE * (blocks + (size_t)i));
    const coordinate inverse01 = coordinate_multiply(inverse, coordinate_multiply(product[2], product[3]));
    const coordinate inverse23 = coordinate_multiply(inverse, coordinate_multiply(product[0], product[1]));
    chain[0] = coordinate_multiply(inverse01, product[1]);
    chain[1] = coordinate_multiply(inverse01, product[0]);
    chain[2] = coordinate_multiply(inverse23, product[3]);
    chain[3] = coordinate_multiply(inverse23, product[2]);
    uint32_t last[16];
    for (size_t block = blocks; block-- > 0;) {
        const uint32_t *eight = pairs + 16 * block;
        size_t active = 8;
        if (8 * block + 8 > count) {
            active = count - 8 * block;
            for (size_t i = 0; i < 16; i++) last[i] = eight[i < 2 * active ? i : i & 1];
            eight = last;
        }
        const coordinate prefix = load_coordinate_block(prefixes + 40 * COORDINATE_DEGREE * block);
        coordinate *running = &chain[block % CHAINS];
        *running = add_block(points, eight, *running, prefix, sums + POINT_WORDS * 8 * block, active);
    }
}
