import FiniteFields
import TestSupport
import Testing

@Suite struct PrimeFieldTests {
    static let edges: [UInt64] = [0, 1, 2, 3]

    @Test(arguments: [1, 2, 3] as [UInt64])
    func scalarOperationsAgreeWithGMP(seed: UInt64) {
        expectAgreement(Fr.self, seed: seed)
        expectAgreement(Fq.self, seed: seed)
    }

    private func expectAgreement<Field: PrimeField>(_ field: Field.Type, seed: UInt64) {
        let reference = GMPReference(field)
        var random = SeededGenerator(seed: seed)
        for step in 0..<100_000 {
            let (left, right): (Field, Field) = (random.edgyElement(), random.edgyElement())
            let (a, b) = (left.montgomeryWords, right.montgomeryWords)
            guard (left * right).montgomeryWords == reference.multiply(a, b),
                (left + right).montgomeryWords == reference.add(a, b),
                (left - right).montgomeryWords == reference.subtract(a, b),
                left.squared.montgomeryWords == reference.multiply(a, a),
                (-left).montgomeryWords == reference.subtract(.zero, a)
            else {
                Issue.record("seed \(seed), step \(step): \(left), \(right) in \(field)")
                return
            }
        }
    }

    @Test func inversesAgreeWithGMP() {
        var random = SeededGenerator(seed: 4)
        let (fr, fq) = (GMPReference(Fr.self), GMPReference(Fq.self))
        for _ in 0..<200 {
            let (scalar, coordinate): (Fr, Fq) = (random.edgyElement(), random.edgyElement())
            if !scalar.isZero { #expect(scalar.inverted()?.montgomeryWords == fr.invert(scalar.montgomeryWords)) }
            if !coordinate.isZero {
                #expect(coordinate.inverted()?.montgomeryWords == fq.invert(coordinate.montgomeryWords))
            }
        }
    }

    @Test func variableTimeInversesMultiplyToOne() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<20_000 {
            let (scalar, coordinate): (Fr, Fq) = (random.edgyElement(), random.edgyElement())
            #expect(scalar.invertedVariableTime().map { $0 * scalar } == (scalar.isZero ? nil : .one))
            #expect(coordinate.invertedVariableTime().map { $0 * coordinate } == (coordinate.isZero ? nil : .one))
        }
    }

    @Test(arguments: [5, 6] as [UInt64])
    func fieldLawsHold(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            #expect(
                FieldLaws.violations(random.edgyElement(of: Fr.self), random.edgyElement(), random.edgyElement()) == [])
            #expect(
                FieldLaws.violations(random.edgyElement(of: Fq.self), random.edgyElement(), random.edgyElement()) == [])
        }
    }

    @Test func smallIntegersAreWhatTheySay() {
        #expect(Fr(0).isZero)
        #expect(Fr(1) == .one)
        #expect(Fq(7) + Fq(8) == Fq(15))
        #expect(Fr(7) * Fr(8) == Fr(56))
        #expect((Fr(3) - Fr(5)) + Fr(2) == .zero)
        #expect(Fr(.max) + .one == Fr(2).power([64]))
    }

    @Test func wideNumbersReduceAsGMPSays() {
        var random = SeededGenerator(seed: 7)
        let reference = GMPReference(Fr.self)
        for step in 0..<2_000 {
            let top = step < 10
            let words = (0..<8).map { _ in top ? UInt64.max : random.next() }
            let element = Fr(
                reducingLow: FourWords(words[0], words[1], words[2], words[3]),
                high: FourWords(words[4], words[5], words[6], words[7]))
            #expect(element.canonicalWords == reference.reduce(words))
        }
    }

    @Test func squareRootsSquareToTheirSquares() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<50 {
            expectRoot(random.edgyElement(of: Fr.self))
            expectRoot(random.edgyElement(of: Fq.self))
        }
        #expect(Fr(5).squareRoot() == nil)
        #expect(Fq(3).squareRoot() == nil)
        #expect(Fr.rootOfUnity.squareRoot() == nil)
        #expect(Fr.zero.squareRoot() == .zero)
    }

    private func expectRoot<Field: PrimeField>(_ element: Field) {
        let root = element.squared.squareRoot()
        #expect(root == element || root == -element)
        #expect(element.squared.isSquare)
        #expect(element.isSquare == (element.squareRoot() != nil))
    }

    @Test func rootOfUnityIsTheOneOfTheProvingKeys() {
        // 5^((r - 1) / 2^28), which snarkjs and rapidsnark derive as well.
        #expect(
            Fr.rootOfUnity.decimal
                == "19103219067921713944291392827692070036145651957329286315305642004821462161904")
        #expect(EvaluationDomain.primitiveRoot(orderLog2: 1) == -Fr.one)
        #expect(EvaluationDomain.primitiveRoot(orderLog2: 0) == .one)
    }

    @Test func selectionTakesTheNamedSide() {
        #expect(Fr.select(Fr(1), Fr(2), if: false) == Fr(1))
        #expect(Fr.select(Fr(1), Fr(2), if: true) == Fr(2))
    }
}
