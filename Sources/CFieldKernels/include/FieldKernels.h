// Batch kernels over BN254's fields with AVX-512 IFMA. Field elements in memory are four 64-bit words, least
// significant first, in Montgomery form with R = 2^256, reduced, unless a kernel says otherwise. Callers must ask
// `symbolon_has_ifma` first; without the instructions, and on other processors, the kernels abort.
#ifndef SYMBOLON_FIELD_KERNELS_H
#define SYMBOLON_FIELD_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Whether this processor has the instructions that the kernels need.
int symbolon_has_ifma(void);

// Which prime a kernel works modulo.
enum symbolon_field { symbolon_field_fr = 0, symbolon_field_fq = 1 };

// out[i] = left[i] right[i]; the arrays may be the same, but not overlap otherwise.
void symbolon_ifma_multiply(
    int field, uint64_t *out, const uint64_t *left, const uint64_t *right, size_t count);

// out[i] = left[i] right[i] - subtrahend[i]; the arrays may be the same, but not overlap otherwise.
void symbolon_ifma_multiply_subtract(
    int field, uint64_t *out, const uint64_t *left, const uint64_t *right, const uint64_t *subtrahend, size_t count);

#endif
