internal import FiniteFields

/// A point (X / Z, Y / Z) of Baby Jubjub with T = X Y / Z.
///
/// The formulas are complete: they have no exceptions and no branches.
///
/// - SeeAlso: Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited" (2008), section 3.1 (addition, written
///   for any a) and 3.3 (doubling).
struct BabyJubjubExtended: Sendable {
    var x: Fr
    var y: Fr
    var t: Fr
    var z: Fr

    @inline(__always)
    init(x: Fr, y: Fr, t: Fr, z: Fr) {
        self.x = x
        self.y = y
        self.t = t
        self.z = z
    }

    init(_ point: BabyJubjubPoint) {
        self.init(x: point.x, y: point.y, t: point.x * point.y, z: .one)
    }

    static var identity: BabyJubjubExtended { BabyJubjubExtended(x: .zero, y: .one, t: .zero, z: .one) }

    var affine: BabyJubjubPoint {
        guard let inverse = z.inverted() else { preconditionFailure("complete formulas keep Z from zero") }
        return BabyJubjubPoint(uncheckedX: x * inverse, y: y * inverse)
    }

    static func + (left: BabyJubjubExtended, right: BabyJubjubExtended) -> BabyJubjubExtended {
        let a = left.x * right.x
        let b = left.y * right.y
        let c = BabyJubjub.d * left.t * right.t
        let d = left.z * right.z
        let e = (left.x + left.y) * (right.x + right.y) - a - b
        let f = d - c
        let g = d + c
        let h = b - BabyJubjub.a * a
        return BabyJubjubExtended(x: e * f, y: g * h, t: e * h, z: f * g)
    }

    static func += (left: inout BabyJubjubExtended, right: BabyJubjubExtended) { left = left + right }

    var doubled: BabyJubjubExtended {
        let a = x.squared
        let b = y.squared
        let c = z.squared.doubled
        let d = BabyJubjub.a * a
        let e = (x + y).squared - a - b
        let g = d + b
        let f = g - c
        let h = d - b
        return BabyJubjubExtended(x: e * f, y: g * h, t: e * h, z: f * g)
    }

    /// `first` where `condition` is false and `second` where it is true, without a branch.
    @inline(__always)
    static func select(
        _ first: BabyJubjubExtended, _ second: BabyJubjubExtended, if condition: Bool
    ) -> BabyJubjubExtended {
        BabyJubjubExtended(
            x: .select(first.x, second.x, if: condition), y: .select(first.y, second.y, if: condition),
            t: .select(first.t, second.t, if: condition), z: .select(first.z, second.z, if: condition))
    }

    /// The entry of a table at a secret index, found by reading every entry.
    @inline(__always)
    static func entry(of table: ArraySlice<BabyJubjubExtended>, atSecret index: UInt64) -> BabyJubjubExtended {
        var result = BabyJubjubExtended.identity
        var position: UInt64 = 0
        for candidate in table {
            result = select(result, candidate, if: position == index)
            position += 1
        }
        return result
    }
}
