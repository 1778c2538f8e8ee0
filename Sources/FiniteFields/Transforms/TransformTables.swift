import Synchronization

/// The tables of roots of one domain, each made when a transform first needs it and shared by all copies of the domain.
final class TransformTables: Sendable {
    private struct State {
        var portable: TwiddleTable?
        var forward: VectorRoots?
        var inverse: VectorRoots?
    }

    private let sizeLog2: Int
    private let state = Mutex(State())

    init(sizeLog2: Int) { self.sizeLog2 = sizeLog2 }

    /// The roots for the transforms in Swift.
    var portable: TwiddleTable {
        state.withLock { state in
            let table = state.portable ?? TwiddleTable(sizeLog2: sizeLog2)
            state.portable = table
            return table
        }
    }

    /// The roots for the vector kernels, of one direction.
    func vectorRoots(inverse: Bool) -> VectorRoots {
        state.withLock { state in
            let kept = inverse ? state.inverse : state.forward
            let roots = kept ?? VectorRoots(sizeLog2: sizeLog2, inverse: inverse)
            if inverse { state.inverse = roots } else { state.forward = roots }
            return roots
        }
    }
}
