// Poseidon over the scalar field of BN254, eight hashes at a time, with AVX-512 IFMA. Callers must ask
// `symbolon_has_ifma` (FieldKernels.h) first; on other processors the kernel aborts.
#ifndef SYMBOLON_POSEIDON_KERNELS_H
#define SYMBOLON_POSEIDON_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// The limbs of a constant: 52 bits each, Montgomery form with R = 2^260.
enum { symbolon_poseidon_limbs = 5 };

// Hashes `count` groups of `width - 1` inputs each.
//
// constants: those of the fast form: 8 width + partial_rounds additive ones, the matrix and the bridge matrix with
//   width^2 elements each, and partial_rounds sparse matrices with 2 width - 1 elements each.
// inputs: count (width - 1) elements of four words, R = 2^256, reduced.
// outputs: count elements in the same form; they may not overlap the inputs.
// width: 2 to 17. partial_rounds: at most 70, which the ranges rest on. count: a multiple of 8.
void symbolon_ifma_poseidon(
    const uint64_t *constants, const uint64_t *inputs, uint64_t *outputs, int width, int partial_rounds, size_t count);

#endif
