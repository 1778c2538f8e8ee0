internal import Signatures

extension BlockExecution {
    /// The most due totals that one block counts as expired.
    package static let expiriesMax = 10_000

    /// Step 1: moves what has died from circulating to expired, class by class, without visiting any holder.
    mutating func expire() throws(Stop) {
        let due = try state.scan(StateKeyRange(.dueTotal, dueBy: now), limit: BlockExecution.expiriesMax)
        for (key, value) in due {
            guard case .dueTotal(let second, let id) = StateKey(bytes: key),
                let total = try? NumberRecord(decoding: value)
            else { throw .failed(.corruptRecord(key: Hex.encode(key))) }
            state.remove(at: key)
            try changeSupply(of: id) { (supply) throws(Stop) in
                try supply.moveCirculatingToExpired(total.value)
            }
            events.append(.expired(Expired(classID: id, measure: total.value, due: second)))
        }
    }
}
