import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct PairingTests {
    @Test func thePairingIsBilinear() {
        var random = SeededGenerator(seed: 111)
        for _ in 0..<5 {
            let (a, b): (Fr, Fr) = (random.element(), random.element())
            let (p, p2): (G1Affine, G1Affine) = (random.point(), random.point())
            let (q, q2): (G2Affine, G2Affine) = (random.point(), random.point())
            let value = Pairing.pair(p, q)
            let multiple = Pairing.pair(p.multiplied(by: a).affine, q.multiplied(by: b).affine)
            #expect(multiple == value.power((a * b).canonicalWords.array))
            #expect(Pairing.pair((G1(p) + p2).affine, q) == value * Pairing.pair(p2, q))
            #expect(Pairing.pair(p, (G2(q) + q2).affine) == value * Pairing.pair(p, q2))
            #expect(Pairing.pair(-p, q) == value.conjugate)
        }
    }

    @Test func thePairingOfTheGeneratorsHasOrderR() {
        let value = Pairing.pair(.generator, .generator)
        #expect(value != .one)
        #expect(value.power(Fr.modulus) == .one)
    }

    @Test func infinityPairsToOne() {
        #expect(Pairing.pair(.infinity, .generator) == .one)
        #expect(Pairing.pair(.generator, .infinity) == .one)
        #expect(Pairing.isProductOne([]))
        #expect(Pairing.isProductOne([(.infinity, .generator), (.generator, .infinity)]))
        #expect(PreparedG2(.infinity).point.isInfinity)
    }

    @Test func productsOfPairingsAreChecked() {
        var random = SeededGenerator(seed: 112)
        let scalars: [Fr] = (0..<4).map { _ in random.element() }
        let q = scalars.map { G2Affine.generator.multiplied(by: $0).affine }
        // The last point balances the sum of s_i (i + 1).
        var pairs = (0..<3).map { (G1Affine.generator.multiplied(by: Fr(UInt64($0 + 1))).affine, q[$0]) }
        let sum = (0..<3).map { scalars[$0] * Fr(UInt64($0 + 1)) }.reduce(.zero, +)
        let balance = scalars[3].inverted().map { -(sum * $0) } ?? .zero
        pairs.append((G1Affine.generator.multiplied(by: balance).affine, q[3]))
        #expect(Pairing.isProductOne(pairs))
        let value = pairs.map { Pairing.pair($0.0, $0.1) }.reduce(.one, *)
        #expect(value == .one)
        for index in pairs.indices {
            var broken = pairs
            broken[index].0 = -broken[index].0
            #expect(!Pairing.isProductOne(broken))
        }
    }

    @Test func millerLoopsOfManyPairsMultiply() {
        var random = SeededGenerator(seed: 113)
        let pairs: [(G1Affine, PreparedG2)] = (0..<3).map { _ in (random.point(), PreparedG2(random.point())) }
        let together = Pairing.finalExponentiation(Pairing.millerLoop(pairs))
        let apart = pairs.map { Pairing.pair($0.0, $0.1.point) }.reduce(.one, *)
        #expect(together == apart)
    }

    @Test(.enabled(if: KernelPath.ifma.isAvailable)) func bothPathsOfAPairingAgree() {
        var random = SeededGenerator(seed: 114)
        for count in 1...4 {
            let pairs: [(G1Affine, PreparedG2)] = (0..<count).map { _ in (random.point(), PreparedG2(random.point())) }
            let portable = Pairing.millerLoop(pairs, path: .portable)
            let vector = Pairing.millerLoop(pairs, path: .ifma)
            #expect(portable == vector)
            #expect(
                Pairing.finalExponentiation(portable, path: .portable)
                    == Pairing.finalExponentiation(portable, path: .ifma))
        }
    }

    /// Coefficients at the ends of the field, in every place, where ranges are tightest.
    @Test(.enabled(if: KernelPath.ifma.isAvailable)) func bothPathsAgreeOnExtremeValues() {
        var random = SeededGenerator(seed: 115)
        let edges: [Fq] = [.zero, .one, -.one, -(Fq.one + .one), Fq.one.halved]
        for _ in 0..<200 {
            func sextic() -> Fq6 {
                func element() -> Fq2 {
                    Fq2(edges[Int(random.next() % 5)], edges[Int(random.next() % 5)])
                }
                return Fq6(element(), element(), element())
            }
            let value = Fq12(sextic(), sextic())
            guard value.inverted() != nil else { continue }
            #expect(
                Pairing.finalExponentiation(value, path: .portable)
                    == Pairing.finalExponentiation(value, path: .ifma))
        }
        // All parts p - 1.
        let top = Fq2(-.one, -.one)
        let value = Fq12(Fq6(top, top, top), Fq6(top, top, top))
        #expect(
            Pairing.finalExponentiation(value, path: .portable) == Pairing.finalExponentiation(value, path: .ifma))
    }
}
