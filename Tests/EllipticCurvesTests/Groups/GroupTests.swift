import EllipticCurves
import FiniteFields
import TestSupport
import Testing

@Suite struct GroupTests {
    @Test func groupLawsHold() {
        expectLaws(of: G1Curve.self, seed: 101)
        expectLaws(of: G2Curve.self, seed: 102)
    }

    private func expectLaws<Group: Curve>(of group: Group.Type, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let generator = JacobianPoint<Group>.generator
        for _ in 0..<20 {
            let points = (0..<3).map { _ in JacobianPoint<Group>(random.point()).doubled }
            #expect(GroupLaws.violations(points[0], points[1], points[2]) == [])
            #expect(GroupLaws.violations(points[0], points[0], -points[0]) == [])
            let (left, right): (Fr, Fr) = (random.edgyElement(), random.edgyElement())
            #expect(
                generator.multiplied(by: left) + generator.multiplied(by: right)
                    == generator.multiplied(by: left + right))
            #expect(generator.multiplied(by: left).multiplied(by: right) == generator.multiplied(by: left * right))
        }
        #expect(GroupLaws.violations(generator, .infinity, generator) == [])
        #expect(GroupLaws.violations(JacobianPoint<Group>.infinity, .infinity, .infinity) == [])
        #expect(generator.multiplied(by: .zero).isInfinity)
        #expect(generator.multiplied(by: -.one) == -generator)
        #expect(generator.multipliedVariableTime(by: Fr.modulusWords).isInfinity)
        #expect(JacobianPoint<Group>.infinity.multiplied(by: Fr(5)).isInfinity)
        #expect(AffinePoint<Group>.generator.isOnCurve)
        #expect(AffinePoint<Group>.generator.isInSubgroup)
        #expect(AffinePoint<Group>.infinity.isOnCurve)
        #expect(AffinePoint<Group>.infinity.isInSubgroup)
    }

    @Test func pointsOffTheCurveAreRefused() {
        #expect(G1Affine(x: .one, y: .one) == nil)
        #expect(G1Affine(x: .one, y: .one.doubled) == .generator)
        #expect(G1Affine(x: .zero, y: .zero) == .infinity)
        #expect(G2Affine(x: .one, y: .one) == nil)
        let generator = G2Affine.generator
        #expect(G2Affine(x: generator.x, y: generator.y + .one) == nil)
        #expect(G2Affine(x: generator.y, y: generator.x) == nil)
    }

    /// Points of the twist, most of which are outside the subgroup: its cofactor is 2p - r.
    private func twistPoints(count: Int) -> [G2Affine] {
        var points: [G2Affine] = []
        var x = Fq2(.one, .zero)
        while points.count < count {
            if let y = (x.squared * x + G2Curve.b).squareRoot() { points.append(G2Affine(uncheckedX: x, y: y)) }
            x += Fq2(.one, .one)
        }
        return points
    }

    @Test func theSubgroupTestAgreesWithTheDefinition() {
        for point in twistPoints(count: 30) {
            #expect(point.isOnCurve)
            let isInSubgroup = G2(point).multipliedVariableTime(by: Fr.modulusWords).isInfinity
            #expect(point.isInSubgroup == isInSubgroup)
            #expect(!isInSubgroup)
            // The cofactor 2p - r brings it into the subgroup.
            let cofactor = Fq.modulusWords.adding(Fq.modulusWords).sum.subtracting(Fr.modulusWords).difference
            let cleared = G2(point).multipliedVariableTime(by: cofactor).affine
            #expect(cleared.isInSubgroup)
            #expect(!cleared.isInfinity)
            #expect(!(G2(cleared) + point).affine.isInSubgroup)
        }
    }

    @Test func psiMultipliesByP() throws {
        var random = SeededGenerator(seed: 103)
        let factor = Fr(reducingLow: Fq.modulusWords, high: .zero)
        for _ in 0..<5 {
            let point: G2Affine = random.point()
            #expect(G2(point.frobenius) == point.multiplied(by: factor))
        }
    }
}
