pragma circom 2.1.0;

include "babyjubjub.circom";
include "fixed_base.circom";
include "poseidon.circom";
include "variable_base.circom";

// EdDSA over Baby Jubjub with Poseidon, as circomlib and iden3's libraries sign.

// The signature [commitment, response] of a message under a key is valid: response B = commitment + 8 h key.
//
// Beyond circomlib's verifier, the key must be on the curve. A key of low order has no solution, a response at or above the
// order of the subgroup neither; the challenge h is the one that is below the prime.
// Constraints: 3537 with a product, 6 linear.
template RequireSignature() {
    signal input key[2];
    signal input commitment[2];
    signal input response;
    signal input message;
    OnCurve()(key);
    signal challenge <== Poseidon(5)([commitment[0], commitment[1], key[0], key[1], message]);
    signal challengeBits[254] <== StrictBits()(challenge);
    signal keyTimesEight[2] <== PointTimesEight()(key);
    signal challenged[2] <== PointMultiple(254)(challengeBits, keyTimesEight);
    signal responseBits[251] <== BitsUpTo(251, subgroupOrder() - 1)(response);
    signal answered[2] <== FixedBaseMultiple(251, subgroupBase())(responseBits);
    signal computed[2] <== PointSum()(answered, [-challenged[0], challenged[1]]);
    computed === commitment;
}

// The signature is valid where enabled is 1; where it is 0, anything goes. enabled must be 0 or 1.
//
// What is checked then is a valid signature of 0 under the key B with the commitment B: its response is 1 + 8 h.
// Constraints: 6 with a product more than RequireSignature.
template RequireSignatureIf() {
    signal input enabled;
    signal input key[2];
    signal input commitment[2];
    signal input response;
    signal input message;
    var base[2] = subgroupBase();
    var stand = 80500827575812292612334857972766811840506454172623691780528461823851989911;
    signal keyChecked[2];
    signal commitmentChecked[2];
    for (var i = 0; i < 2; i++) {
        keyChecked[i] <== base[i] + enabled * (key[i] - base[i]);
        commitmentChecked[i] <== base[i] + enabled * (commitment[i] - base[i]);
    }
    signal responseChecked <== stand + enabled * (response - stand);
    signal messageChecked <== enabled * message;
    RequireSignature()(keyChecked, commitmentChecked, responseChecked, messageChecked);
}
