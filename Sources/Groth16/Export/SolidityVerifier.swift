internal import EllipticCurves
internal import FiniteFields

/// A Solidity contract that verifies the proofs of one key on an EVM chain.
///
/// It has the function of snarkjs's contract, `verifyProof(uint[2], uint[2][2], uint[2], uint[n])`, and takes the same
/// call data. Signals at or above the scalar field's modulus are refused; coordinates are checked by the precompiled
/// contracts, which also check that points are on their curves and in their subgroups (EIP-196 and EIP-197).
package enum SolidityVerifier {
    /// The contract's source; for a key without public signals the function has no argument for them.
    package static func source(of key: VerificationKey, contractName: String = "Groth16Verifier") -> String {
        let constants = constants(of: key).map { "    uint256 private constant \($0.name) = \($0.value);" }
        let count = key.publicCount
        let additions = (1...max(count, 1)).prefix(count).map {
            "        (x, y) = addMultiple(x, y, INPUT_\($0)_X, INPUT_\($0)_Y, signals[\($0 - 1)]);"
        }
        // Solidity has no arrays without elements.
        let signals = count == 0 ? "" : ", uint256[\(count)] calldata signals"
        return """
            // SPDX-License-Identifier: MIT
            pragma solidity >=0.8.0 <0.9.0;

            /// Verifies Groth16 proofs over BN254 under one verification key.
            contract \(contractName) {
            \(constants.joined(separator: "\n"))

                /// Returns whether the proof (a, b, c) proves the statement with these public signals.
                function verifyProof(
                    uint256[2] calldata a, uint256[2][2] calldata b, uint256[2] calldata c\(signals)
                ) external view returns (bool) {
            \(body(additions: additions, count: count))
                }

            \(precompiles)
            }

            """
    }

    /// Whether a contract can have this name: letters, digits and `_`, a capital first, with which no word of the language
    /// starts.
    package static func isName(_ text: String) -> Bool {
        text.utf8.count <= 64 && text.wholeMatch(of: /[A-Z][A-Za-z0-9_]*/.asciiOnlyCharacterClasses()) != nil
    }

    private static func body(additions: [String], count: Int) -> String {
        """
        \(count == 0 ? "" : rangeCheck(count: count))\
                if (a[0] >= BASE_MODULUS || a[1] >= BASE_MODULUS) return false;
                uint256 x = INPUT_0_X;
                uint256 y = INPUT_0_Y;
        \(additions.joined(separator: "\n"))
                // e(-a, b) e(alpha, beta) e(input, gamma) e(c, delta) = 1; the imaginary part of a coordinate comes first.
                uint256[24] memory pairs = [
                    a[0], a[1] == 0 ? 0 : BASE_MODULUS - a[1], b[0][0], b[0][1], b[1][0], b[1][1],
                    ALPHA_X, ALPHA_Y, BETA_X_1, BETA_X_0, BETA_Y_1, BETA_Y_0,
                    x, y, GAMMA_X_1, GAMMA_X_0, GAMMA_Y_1, GAMMA_Y_0,
                    c[0], c[1], DELTA_X_1, DELTA_X_0, DELTA_Y_1, DELTA_Y_0
                ];
                uint256[1] memory result;
                bool success;
                assembly ("memory-safe") {
                    success := staticcall(gas(), 8, pairs, 768, result, 32)
                }
                return success && result[0] == 1;
        """
    }

    private static func rangeCheck(count: Int) -> String {
        """
                for (uint256 i = 0; i < \(count); i++) {
                    if (signals[i] >= SCALAR_MODULUS) return false;
                }

        """
    }

    private static let precompiles = """
            /// Returns (x, y) plus (pointX, pointY) times a scalar.
            function addMultiple(
                uint256 x, uint256 y, uint256 pointX, uint256 pointY, uint256 scalar
            ) private view returns (uint256, uint256) {
                uint256[4] memory input = [pointX, pointY, scalar, 0];
                bool success;
                assembly ("memory-safe") {
                    success := staticcall(gas(), 7, input, 96, input, 64)
                }
                require(success, "scalar multiplication failed");
                input[2] = x;
                input[3] = y;
                assembly ("memory-safe") {
                    success := staticcall(gas(), 6, input, 128, input, 64)
                }
                require(success, "point addition failed");
                return (input[0], input[1]);
            }
        """

    private static func constants(of key: VerificationKey) -> [(name: String, value: String)] {
        var constants: [(name: String, value: String)] = [
            ("SCALAR_MODULUS", "21888242871839275222246405745257275088548364400416034343698204186575808495617"),
            ("BASE_MODULUS", "21888242871839275222246405745257275088696311157297823662689037894645226208583"),
            ("ALPHA_X", key.alpha1.x.decimal), ("ALPHA_Y", key.alpha1.y.decimal),
        ]
        for (name, point) in [("BETA", key.beta2), ("GAMMA", key.gamma2), ("DELTA", key.delta2)] {
            constants += [
                ("\(name)_X_0", point.x.c0.decimal), ("\(name)_X_1", point.x.c1.decimal),
                ("\(name)_Y_0", point.y.c0.decimal), ("\(name)_Y_1", point.y.c1.decimal),
            ]
        }
        for (index, point) in key.inputPoints.enumerated() {
            constants += [("INPUT_\(index)_X", point.x.decimal), ("INPUT_\(index)_Y", point.y.decimal)]
        }
        return constants
    }
}
