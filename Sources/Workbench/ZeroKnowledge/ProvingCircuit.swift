package import ConstraintSystem
internal import FiniteFields

/// A generated circuit with a witness, for measuring provers.
///
/// The same kind and size give the same circuit. It fills a domain but for eight rows and has one output, one public
/// input and two private ones.
package struct ProvingCircuit: Sendable {
    /// What the wires carry.
    package enum Kind: String, CaseIterable, Sendable, Encodable {
        /// Fifth powers of dense combinations of three wires and a constant, as in Poseidon: every wire is full-size.
        case poseidon
        /// Exclusive ors, as in SHA-256: all but one in 33 wires are bits.
        case bits
    }

    package let system: R1CS
    package let witness: Witness

    /// Generates a circuit for a domain of `2^sizeLog2` rows.
    ///
    /// - Precondition: `sizeLog2` is 7 to 24.
    package init(_ kind: Kind, sizeLog2: Int) throws(ConstraintSystemError) {
        precondition((7...24).contains(sizeLog2), "the sizes of generated circuits")
        var builder = Builder(constraintCount: (1 << sizeLog2) - 8)
        switch kind {
        case .poseidon: builder.addPowers()
        case .bits: builder.addBits()
        }
        (system, witness) = try builder.finish()
    }

    /// Collects constraints and the values of their wires.
    private struct Builder {
        let constraintCount: Int
        private var a = SparseMatrix()
        private var b = SparseMatrix()
        private var c = SparseMatrix()
        /// The constant, the output, the public and the two private inputs, then what constraints define.
        private var values: [Fr] = [.one, .zero, Fr(3), Fr(5), Fr(7)]
        private var draw: UInt64 = 1

        init(constraintCount: Int) {
            self.constraintCount = constraintCount
        }

        /// Three constraints for a power: `u^2`, `(u^2)^2` and `u^4 u`, for a combination `u` of the last three powers.
        mutating func addPowers() {
            var state: [UInt32] = [2, 3, 4]
            while a.rowCount + 3 < constraintCount {
                let combination = LinearCombination(
                    terms: (state + [0]).map { .init(wire: $0, coefficient: nextElement()) })
                let square = multiply(combination, combination)
                let fourth = multiply(one(square), one(square))
                state = [state[1], state[2], multiply(one(fourth), combination)]
            }
            end(with: state[2])
        }

        /// After every 32 bits, one wire that packs them.
        mutating func addBits() {
            // The first bits are constants: wires that equal zero or one times the constant wire.
            var bits = (0..<32).map { _ in define(one(0), one(0), value: nextElement().isOdd ? .one : .zero) }
            while a.rowCount + 34 < constraintCount {
                for position in 0..<32 { bits[position] = exclusiveOr(bits[position], bits[(position + 5) % 32]) }
                _ = multiply(
                    LinearCombination(
                        terms: bits.enumerated().map { .init(wire: $1, coefficient: Fr(1 << UInt64($0))) }),
                    one(3))
            }
            end(with: bits[0])
        }

        /// Fills up with squares of the last wire, and defines the output.
        private mutating func end(with wire: UInt32) {
            var last = wire
            while a.rowCount + 1 < constraintCount { last = multiply(one(last), one(last)) }
            values[1] = values[Int(last)]
            append(one(last), one(0), one(1))
        }

        /// `2 x y = x + y - z` for bits: z is their exclusive or.
        private mutating func exclusiveOr(_ x: UInt32, _ y: UInt32) -> UInt32 {
            let (left, right) = (values[Int(x)], values[Int(y)])
            let wire = UInt32(values.count)
            values.append(left + right - (left * right).doubled)
            append(
                LinearCombination(terms: [.init(wire: x, coefficient: Fr(2))]), one(y),
                LinearCombination(terms: [
                    .init(wire: x, coefficient: .one), .init(wire: y, coefficient: .one),
                    .init(wire: wire, coefficient: -.one),
                ]))
            return wire
        }

        private mutating func multiply(_ left: LinearCombination, _ right: LinearCombination) -> UInt32 {
            let wire = UInt32(values.count)
            values.append(value(left) * value(right))
            append(left, right, one(wire))
            return wire
        }

        /// A wire of a given value, by a constraint that multiplies that value by one.
        private mutating func define(_ left: LinearCombination, _ right: LinearCombination, value: Fr) -> UInt32 {
            let wire = UInt32(values.count)
            values.append(value)
            let scaled = LinearCombination(terms: left.terms.map { .init(wire: $0.wire, coefficient: value) })
            append(scaled, right, one(wire))
            return wire
        }

        private mutating func append(_ left: LinearCombination, _ right: LinearCombination, _ result: LinearCombination)
        {
            a.append(left)
            b.append(right)
            c.append(result)
        }

        private func one(_ wire: UInt32) -> LinearCombination {
            LinearCombination(terms: [.init(wire: wire, coefficient: .one)])
        }

        private func value(_ combination: LinearCombination) -> Fr {
            combination.terms.reduce(.zero) { $0 + $1.coefficient * values[Int($1.wire)] }
        }

        /// A full-size element; a sequence of squares, which nothing needs to be random of.
        private mutating func nextElement() -> Fr {
            draw &+= 1
            return Fr(draw).power([5, 0, 1, 1 << 58])
        }

        func finish() throws(ConstraintSystemError) -> (R1CS, Witness) {
            var system = try R1CS(
                wires: WireCounts(total: values.count, outputs: 1, publicInputs: 1, privateInputs: 2))
            try system.take(a: a, b: b, c: c)
            return (system, Witness(values: values))
        }
    }
}

extension Fr {
    fileprivate var isOdd: Bool { canonicalWords.word0 & 1 == 1 }
}
