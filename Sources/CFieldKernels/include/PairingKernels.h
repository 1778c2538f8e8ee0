// Arithmetic in Fq12 with AVX-512 IFMA: the loops of a pairing.
//
// An element in words is 12 x 4 words, R = 2^256, reduced, in the order of the tower: c0.c0, c0.c1, c0.c2, c1.c0
// and so on, the real part first. A state is the same element in the kernels' own form: 80 words. Callers must ask
// `symbolon_has_ifma` (FieldKernels.h) first.
#ifndef SYMBOLON_PAIRING_KERNELS_H
#define SYMBOLON_PAIRING_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum { symbolon_fq12_state_words = 80, symbolon_miller_point_words = 40 };

// An element from its words.
void symbolon_ifma_fq12_load(uint64_t *state, const uint64_t *words);

// The words of an element.
void symbolon_ifma_fq12_store(uint64_t *words, const uint64_t *state);

// state = state^2.
void symbolon_ifma_fq12_square(uint64_t *state);

// state = state * other; the two may be the same.
void symbolon_ifma_fq12_multiply(uint64_t *state, const uint64_t *other);

// A point of G1 (x and y, 4 words each, R = 2^256) in the form that lines are evaluated at.
void symbolon_ifma_miller_point(uint64_t *prepared, const uint64_t *point);

// state = state * (a y + (b x + c w^2) w) for a line of 24 words, the elements a, b and c of Fq2, at a prepared point.
void symbolon_ifma_fq12_multiply_line(uint64_t *state, const uint64_t *line, const uint64_t *prepared);

// state = state^2, for elements of the cyclotomic subgroup.
void symbolon_ifma_fq12_cyclotomic_square(uint64_t *state);

// state = state^e for an element of the cyclotomic subgroup, where e has a leading one and then `count` digits -3,
// -1, 0, 1 or 3, most significant first.
void symbolon_ifma_fq12_cyclotomic_power(uint64_t *state, const int8_t *digits, size_t count);

#endif
