public import FiniteFields

/// Poseidon over the scalar field of BN254, with the instances of circomlib.
///
/// The state has one cell of capacity and one for each input; the hash is the first cell after the permutation. Inputs
/// of different counts use different instances, so `hash([a])` and `hash([a, 0])` have nothing in common.
///
/// - Note: The time depends on the number of inputs alone.
/// - SeeAlso: Grassi, Khovratovich, Rechberger, Roy, Schofnegger, "Poseidon: A New Hash Function for Zero-Knowledge
///   Proof Systems" (2021), <https://eprint.iacr.org/2019/458>; circomlib's `poseidon.circom`.
public enum Poseidon {
    /// The numbers of inputs that have an instance.
    public static let inputCounts = 1...16

    /// Returns the hash of 1 to 16 field elements.
    ///
    /// - Precondition: The number of inputs is one of ``inputCounts``.
    public static func hash(_ inputs: [Fr]) -> Fr {
        permute(inputs)[0]
    }

    /// Returns the hash of two field elements: a node of a Merkle tree.
    public static func hash(_ left: Fr, _ right: Fr) -> Fr {
        permute([left, right])[0]
    }

    /// Returns the whole state after the permutation: circomlib's `PoseidonEx`.
    ///
    /// - Parameters:
    ///   - inputs: 1 to 16 field elements.
    ///   - capacity: The first cell before the permutation.
    /// - Returns: One cell more than inputs; the first one is the hash.
    /// - Precondition: The number of inputs is one of ``inputCounts``.
    public static func permute(_ inputs: [Fr], capacity: Fr = .zero) -> [Fr] {
        let parameters = PoseidonParameters.forWidth(inputs.count + 1)
        var state = [capacity] + inputs
        var scratch = state
        permute(&state, scratch: &scratch, parameters)
        return state
    }

    /// The permutation in its fast form.
    static func permute(_ state: inout [Fr], scratch: inout [Fr], _ parameters: borrowing PoseidonParameters) {
        let width = parameters.width
        let half = PoseidonParameters.fullRounds / 2
        let constants = parameters.fastConstants.span
        let matrix = parameters.matrix.span
        for cell in 0..<width { state[cell] += constants[cell] }
        var next = width
        for round in 0..<half {
            for cell in 0..<width { state[cell] = fifthPower(state[cell]) + constants[next + cell] }
            next += width
            if round < half - 1 {
                multiply(&state, by: matrix, into: &scratch)
            } else {
                multiply(&state, by: parameters.bridgeMatrix.span, into: &scratch)
            }
        }
        let sparse = parameters.sparseMatrices.span
        for round in 0..<parameters.partialRounds {
            let first = fifthPower(state[0]) + constants[next]
            next += 1
            let row = round * (2 * width - 1)
            var sum = first * sparse[row]
            for cell in 1..<width {
                sum += state[cell] * sparse[row + cell]
                state[cell] += first * sparse[row + width + cell - 1]
            }
            state[0] = sum
        }
        for round in 0..<half {
            let isLast = round == half - 1
            for cell in 0..<width {
                state[cell] = fifthPower(state[cell])
                if !isLast { state[cell] += constants[next + cell] }
            }
            next += width
            multiply(&state, by: matrix, into: &scratch)
        }
    }

    /// The permutation as the paper defines it; the fast form is checked against it.
    package static func permutePlainly(_ inputs: [Fr], capacity: Fr = .zero) -> [Fr] {
        let parameters = PoseidonParameters.forWidth(inputs.count + 1)
        let width = parameters.width
        var state = [capacity] + inputs
        let lastPartial = PoseidonParameters.fullRounds / 2 + parameters.partialRounds
        for round in 0..<(PoseidonParameters.fullRounds + parameters.partialRounds) {
            for cell in 0..<width { state[cell] += parameters.roundConstants[round * width + cell] }
            let isPartial = round >= PoseidonParameters.fullRounds / 2 && round < lastPartial
            for cell in 0..<(isPartial ? 1 : width) { state[cell] = fifthPower(state[cell]) }
            state = (0..<width).map { row in
                (0..<width).reduce(.zero) { $0 + parameters.matrix[row * width + $1] * state[$1] }
            }
        }
        return state
    }

    /// The S-box.
    @inline(__always)
    private static func fifthPower(_ value: Fr) -> Fr {
        let square = value.squared
        return square.squared * value
    }

    @inline(__always)
    private static func multiply(_ state: inout [Fr], by matrix: Span<Fr>, into scratch: inout [Fr]) {
        let width = state.count
        for row in 0..<width {
            var sum = state[0] * matrix[row * width]
            for column in 1..<width { sum += state[column] * matrix[row * width + column] }
            scratch[row] = sum
        }
        swap(&state, &scratch)
    }
}
