import FiniteFields
import TestSupport
import Testing

@Suite struct TowerTests {
    private static func sextic(_ random: inout SeededGenerator) -> Fq6 {
        Fq6(random.quadraticElement(), random.quadraticElement(), random.quadraticElement())
    }

    private static func dodecic(_ random: inout SeededGenerator) -> Fq12 { Fq12(sextic(&random), sextic(&random)) }

    @Test func fieldLawsHold() {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<100 {
            let quadratic = (0..<3).map { _ in random.quadraticElement() }
            #expect(FieldLaws.violations(quadratic[0], quadratic[1], quadratic[2]) == [])
            let sextic = (0..<3).map { _ in Self.sextic(&random) }
            #expect(FieldLaws.violations(sextic[0], sextic[1], sextic[2]) == [])
            let dodecic = (0..<3).map { _ in Self.dodecic(&random) }
            #expect(FieldLaws.violations(dodecic[0], dodecic[1], dodecic[2]) == [])
        }
        let edges: [Fq] = [.zero, .one, -.one]
        for a in edges {
            for b in edges {
                for c in edges { #expect(FieldLaws.violations(Fq2(a, b), Fq2(b, c), Fq2(c, a)) == []) }
            }
        }
    }

    @Test func theGeneratorsHaveTheirSquaresAndCubes() {
        let u = Fq2(.zero, .one)
        #expect(u.squared == -Fq2.one)
        let nonResidue = Fq2(Fq(9), .one)
        #expect(Fq2.one.timesNonResidue == nonResidue)
        let v = Fq6(.zero, .one, .zero)
        #expect(v * v * v == Fq6(nonResidue, .zero, .zero))
        #expect(Fq6.one.timesNonResidue == v)
        let w = Fq12(.zero, .one)
        #expect(w.squared == Fq12(v, .zero))
    }

    @Test func theFrobeniusMapIsThePowerOfP() {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<5 {
            let element = Self.dodecic(&random)
            let power = element.power(Fq.modulus)
            #expect(element.frobenius == power)
            #expect(element.frobeniusSquared == power.power(Fq.modulus))
            #expect(element.frobeniusCubed == power.frobeniusSquared)
            #expect(element.frobeniusCubed.frobeniusCubed == element.conjugate)
            #expect(random.quadraticElement().squared.squareRoot() != nil)
        }
    }

    @Test func squareRootsOfTheQuadraticExtensionSquareBack() {
        var random = SeededGenerator(seed: 43)
        var squares = 0
        for index in 0..<60 {
            // Elements of Fq have roots too, some of them imaginary.
            let element = index < 20 ? Fq2(random.element(), .zero) : random.quadraticElement()
            if let root = element.squareRoot() {
                squares += 1
                #expect(root.squared == element)
            }
            let root = element.squared.squareRoot()
            #expect(root == element || root == -element)
        }
        #expect((30...59).contains(squares))
        #expect(Fq2.zero.squareRoot() == .zero)
    }

    @Test func cyclotomicSquaresAreSquaresInTheSubgroup() throws {
        var random = SeededGenerator(seed: 44)
        for _ in 0..<20 {
            let element = Self.dodecic(&random)
            let unitary = try element.conjugate * #require(element.inverted())
            let cyclotomic = unitary.frobeniusSquared * unitary
            #expect(cyclotomic.cyclotomicSquared == cyclotomic.squared)
            #expect(cyclotomic.cyclotomicPowerOfCurveParameter == cyclotomic.power([Fq12.curveParameter]))
            #expect(cyclotomic * cyclotomic.conjugate == .one)
        }
    }

    @Test func sparseProductsAreProducts() {
        var random = SeededGenerator(seed: 45)
        for _ in 0..<20 {
            let element = Self.dodecic(&random)
            let (a, b, c) = (random.quadraticElement(), random.quadraticElement(), random.quadraticElement())
            let line = Fq12(Fq6(a, .zero, .zero), Fq6(b, c, .zero))
            #expect(element.multiplied(byLine: a, b, c) == element * line)
        }
    }
}
