extension BlockExecution {
    /// The most redemptions that become final in one block.
    package static let finalRedemptionsMax = 10_000

    /// Step 2c: makes redemptions final whose refund window has closed.
    mutating func finishRedemptions() throws(Stop) {
        let due = try state.scan(
            StateKeyRange(.receiptDeadline, dueBy: now), limit: BlockExecution.finalRedemptionsMax)
        for (key, _) in due {
            guard case .receiptDeadline(_, let id) = StateKey(bytes: key) else {
                throw .failed(.brokenInvariant("a deadline has another key"))
            }
            state.remove(at: key)
            guard var receipt: ReceiptRecord = try state.read(.receipt(id)), receipt.status == .open else {
                throw .failed(.brokenInvariant("a deadline without an open receipt"))
            }
            receipt.status = .final
            state.write(receipt, .receipt(id))
            try finish(receipt, id)
        }
    }

    /// Burns the class's share of a right and gives the rest to the issuer; lots and items are used up whole.
    private mutating func finish(_ receipt: ReceiptRecord, _ id: ReceiptID) throws(Stop) {
        let terms = try knownClass(receipt.right.classID)
        var rest = receipt.right.lots
        var burned = receipt.measure
        if case .units = receipt.right {
            burned = BasisPoints.share(terms.policy.redemptionBurnBasisPoints, of: receipt.measure)
            _ = rest.takeFirst(burned)
        }
        if burned > 0 {
            try changeSupply(of: terms.id) { (supply) throws(Stop) in
                try supply.burn(burned, cause: .redemption)
            }
            events.append(
                .burned(
                    Burned(
                        classID: terms.id, holder: receipt.holder, cause: .redemption,
                        asset: receipt.right.asset(measure: burned), measure: burned)))
        }
        let expired = rest.isEmpty ? 0 : try restore(.units(terms.id, rest), terms, to: terms.issuer)
        events.append(
            .redemptionFinal(
                RedemptionFinal(
                    receipt: id, classID: terms.id, burned: burned,
                    returned: try receipt.measure.minus(burned, "a redemption")
                        .minus(expired, "a redemption"), expired: expired)))
    }
}
