package import FiniteFields

/// A sum of wires times coefficients.
///
/// Terms keep the order in which they were given: it is part of what a file says, to the byte.
package struct LinearCombination: Equatable, Sendable {
    /// One wire times its coefficient.
    package struct Term: Equatable, Sendable {
        /// The wire's index in the witness; 0 is the constant one.
        package var wire: UInt32
        package var coefficient: Fr

        package init(wire: UInt32, coefficient: Fr) {
            self.wire = wire
            self.coefficient = coefficient
        }
    }

    package var terms: [Term]

    package init(terms: [Term] = []) {
        self.terms = terms
    }
}

/// One rank-1 constraint: the product of `a` and `b` equals `c`.
package struct Constraint: Equatable, Sendable {
    package var a: LinearCombination
    package var b: LinearCombination
    package var c: LinearCombination

    package init(a: LinearCombination, b: LinearCombination, c: LinearCombination) {
        self.a = a
        self.b = b
        self.c = c
    }
}
