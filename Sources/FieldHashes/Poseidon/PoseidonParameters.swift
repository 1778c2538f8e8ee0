package import FiniteFields
internal import Synchronization

/// The constants of Poseidon for one width, in the plain form and in the form that the permutation uses.
///
/// The plain form adds a constant to every cell and multiplies by the dense matrix in each round. The fast form is
/// equal to it: in the partial rounds, where only the first cell passes the S-box, the constants of the other cells
/// move through the matrix to the rounds before, and the matrix becomes a sparse one per round.
///
/// - SeeAlso: Grassi et al., "Poseidon" (2021), appendix B (efficient implementation) and E (constants); circomlib's
///   `poseidon.circom`, whose constants these are.
package struct PoseidonParameters: Sendable {
    /// The number of full rounds, half of them before and half of them after the partial ones.
    static let fullRounds = 8

    /// The widths for which circomlib has an instance: one cell of capacity and 1 to 16 inputs.
    package static let widths = 2...17

    /// The number of partial rounds per width, from 2 on: the paper's table rounded up to keep circomlib's choice.
    private static let partialRoundsByWidth = [56, 57, 56, 60, 60, 63, 64, 63, 60, 66, 60, 65, 70, 60, 64, 68]

    /// The number of cells of the state.
    let width: Int
    /// The number of rounds in which only the first cell passes the S-box.
    let partialRounds: Int

    /// The plain round constants, `width` for each round.
    package let roundConstants: [Fr]
    /// The plain matrix, row by row.
    package let matrix: [Fr]

    /// The constants of the fast form.
    ///
    /// `width` before the first round, `width` for each of the first four full rounds, one for each partial round, and
    /// `width` for each of the last full rounds but one; all are added after the S-box.
    let fastConstants: [Fr]
    /// The matrix of the last full round before the partial ones, row by row.
    let bridgeMatrix: [Fr]
    /// The sparse matrices, one for each partial round: the first row, then the first column without its first element.
    let sparseMatrices: [Fr]
    /// All constants of the fast form as ``PoseidonKernel`` reads them.
    let kernelConstants: [UInt64]

    /// The parameters of a width, made at its first use and kept.
    ///
    /// - Precondition: The width is one of ``widths``.
    package static func forWidth(_ width: Int) -> PoseidonParameters {
        precondition(widths.contains(width), "Poseidon takes 1 to 16 inputs")
        return slots[width - widths.lowerBound].parameters
    }

    private static let slots = widths.map(Slot.init)

    /// The place of one width's parameters.
    private final class Slot: Sendable {
        private let width: Int
        private let made = Mutex<PoseidonParameters?>(nil)

        init(width: Int) { self.width = width }

        var parameters: PoseidonParameters {
            made.withLock { parameters in
                if let parameters { return parameters }
                let new = PoseidonParameters(width: width)
                parameters = new
                return new
            }
        }
    }

    /// Draws the constants from the Grain LFSR and derives the fast form.
    private init(width: Int) {
        self.width = width
        partialRounds = PoseidonParameters.partialRoundsByWidth[width - PoseidonParameters.widths.lowerBound]
        var grain = GrainGenerator(
            width: width, fullRounds: PoseidonParameters.fullRounds, partialRounds: partialRounds)
        let constantCount = width * (PoseidonParameters.fullRounds + partialRounds)
        let constants = (0..<constantCount).map { _ in grain.element() }
        let dense = PoseidonParameters.cauchyMatrix(width: width, from: &grain)
        let fast = FastForm(width: width, partialRounds: partialRounds, constants: constants, matrix: dense)
        roundConstants = constants
        matrix = dense.elements
        fastConstants = fast.constants
        bridgeMatrix = fast.bridge.elements
        sparseMatrices = fast.sparse
        kernelConstants = PoseidonKernel.constants(fast.constants + matrix + bridgeMatrix + sparseMatrices)
    }

    /// Draws a Cauchy matrix: the element of row `i` and column `j` is the inverse of `x[i] + y[j]`.
    private static func cauchyMatrix(width: Int, from grain: inout GrainGenerator) -> SquareMatrix {
        while true {
            let drawn = (0..<(2 * width)).map { _ in grain.elementByReduction() }
            guard Set(drawn).count == drawn.count else { continue }
            var elements: [Fr] = []
            for row in 0..<width {
                for column in 0..<width { elements.append(drawn[row] + drawn[width + column]) }
            }
            guard !elements.contains(.zero) else { continue }
            Fr.invertAll(&elements)
            return SquareMatrix(size: width, elements: elements)
        }
    }
}

/// The derivation of the fast form.
private struct FastForm {
    var constants: [Fr]
    var bridge: SquareMatrix
    var sparse: [Fr]

    init(width: Int, partialRounds: Int, constants plain: [Fr], matrix: SquareMatrix) {
        guard let inverse = matrix.inverted() else { preconditionFailure("a Cauchy matrix has an inverse") }
        constants = FastForm.moveConstants(width, partialRounds, plain, inverse)
        (bridge, sparse) = FastForm.factorize(width, partialRounds, matrix)
    }

    /// Moves each round's constants before the matrix of the round before it.
    private static func moveConstants(
        _ width: Int, _ partialRounds: Int, _ plain: [Fr], _ inverse: SquareMatrix
    ) -> [Fr] {
        let half = PoseidonParameters.fullRounds / 2
        func round(_ index: Int) -> [Fr] { Array(plain[(index * width)..<((index + 1) * width)]) }
        var result = round(0)
        for index in 1..<half { result += inverse * round(index) }
        // From the last partial round backwards: what the first cell needs stays, the rest moves one round up.
        var partial: [Fr] = []
        var moving = round(half + partialRounds)
        for index in (half..<(half + partialRounds)).reversed() {
            var moved = inverse * moving
            partial.append(moved[0])
            moved[0] = .zero
            moving = zip(moved, round(index)).map { $0 + $1 }
        }
        result += inverse * moving
        result += partial.reversed()
        for index in (half + partialRounds + 1)..<(2 * half + partialRounds) { result += inverse * round(index) }
        return result
    }

    /// Splits the dense matrix of each partial round into a sparse one and one that leaves the first cell alone.
    ///
    /// The latter commutes with the S-box of the first cell, so it joins the matrix of the round before.
    private static func factorize(
        _ width: Int, _ partialRounds: Int, _ matrix: SquareMatrix
    ) -> (bridge: SquareMatrix, sparse: [Fr]) {
        var current = matrix
        var factors: [[Fr]] = []
        for _ in 0..<partialRounds {
            guard let minorInverse = current.minor.inverted() else {
                preconditionFailure("every minor of a Cauchy matrix has an inverse")
            }
            // current = sparse * [1 0; 0 minor]: the sparse first row is v * minor^-1, its first column is kept.
            var row = [current[0, 0]]
            for column in 0..<(width - 1) {
                var sum = Fr.zero
                for index in 0..<(width - 1) { sum += current[0, index + 1] * minorInverse[index, column] }
                row.append(sum)
            }
            factors.append(row + (1..<width).map { current[$0, 0] })
            var next = SquareMatrix.identity(size: width)
            for row in 1..<width {
                for column in 1..<width { next[row, column] = current[row, column] }
            }
            current = next * matrix
        }
        return (current, factors.reversed().flatMap(\.self))
    }
}
