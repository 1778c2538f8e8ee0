internal import Signatures

/// What holds for the supply of each class after every block.
enum SupplyCheck {
    /// Checks every supply record among a block's changes.
    ///
    /// - Throws: ``LedgerFailure/brokenInvariant(_:)`` where the parts do not sum up to what was minted.
    static func check(_ changes: [LedgerChange]) throws(LedgerFailure) {
        for change in changes where change.key.first == StateKey.Tag.supply.rawValue {
            guard let value = change.value else { throw .brokenInvariant("a supply record was removed") }
            let supply: SupplyRecord
            do throws(MalformedRecord) {
                supply = try SupplyRecord(decoding: value)
            } catch {
                throw .corruptRecord(key: Hex.encode(change.key))
            }
            guard supply.isConserved else {
                throw .brokenInvariant("the supply under key \(Hex.encode(change.key)) is not conserved")
            }
        }
    }
}

extension SupplyRecord {
    /// Everything that was burned, whatever the cause.
    package var burned: UInt128 {
        UInt128(burnedByHolder) + UInt128(burnedByRedemption) + UInt128(burnedByCalendar) + UInt128(burnedByBuyBack)
    }

    /// Whether what was minted is exactly what circulates, is reserved, was burned or has expired.
    package var isConserved: Bool {
        UInt128(minted) == UInt128(circulating) + UInt128(reserved) + burned + UInt128(expired)
    }
}
