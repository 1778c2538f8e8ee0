internal import EllipticCurves
internal import FiniteFields
internal import Signatures

/// Two points of one group that stand for a secret: a base and its multiple.
struct PointRatio<Group: Curve> {
    let base: AffinePoint<Group>
    let multiple: AffinePoint<Group>

    init(_ base: AffinePoint<Group>, _ multiple: AffinePoint<Group>) {
        self.base = base
        self.multiple = multiple
    }

    var isFinite: Bool { !base.isInfinity && !multiple.isInfinity }
}

extension PointRatio<G1Curve> {
    /// Whether both pairs stand for one secret, which is the same pairing in two ways; infinity stands for none.
    func isEqual(to other: PointRatio<G2Curve>) -> Bool {
        guard isFinite, other.isFinite else { return false }
        return Pairing.isProductOne([(base, other.multiple), (-multiple, other.base)])
    }
}

/// Random scalars for a check of many equations at once.
enum CheckScalars {
    /// Draws scalars of 128 bits, so that a wrong equation survives with a chance of 2^-128.
    static func random(count: Int) -> [Fr] {
        let bytes = SecureRandom.bytes(count: 16 * count)
        return (0..<count).map { index in
            func word(_ start: Int) -> UInt64 {
                (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[16 * index + start + $1]) }
            }
            return Fr(canonical: (word(0), word(8), 0, 0)) ?? .zero
        }
    }
}
