/// Shares in hundredths of a percent.
package enum BasisPoints {
    /// The share that is everything.
    package static let whole: UInt32 = 10_000

    /// Returns `floor(amount * share / 10000)`, which is at most the amount; a share above ``whole`` counts as that.
    package static func share(_ share: UInt32, of amount: UInt64) -> UInt64 {
        UInt64(truncatingIfNeeded: UInt128(amount) * UInt128(min(share, whole)) / UInt128(whole))
    }
}
