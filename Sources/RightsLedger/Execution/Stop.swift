/// Why an operation did not run to its end.
enum Stop: Error {
    /// The rules refuse it; its transaction changes nothing.
    case refused(Refusal)
    /// The ledger cannot go on.
    case failed(LedgerFailure)

    /// The refusal of an operation for a reason, with facts as names and values in turn.
    static func refused(_ code: RefusalCode, _ facts: (String, any CustomStringConvertible)...) -> Stop {
        .refused(Refusal(code, facts: facts.map { Refusal.Fact($0.0, $0.1.description) }))
    }

    /// The failure behind a stop in a step of a block, where nothing can be refused.
    var failure: LedgerFailure {
        switch self {
        case .refused(let refusal): .brokenInvariant("a step of the block was refused: \(refusal)")
        case .failed(let failure): failure
        }
    }
}

/// Runs a step of a block, where nothing can be refused.
func failing<Result>(_ step: () throws(Stop) -> Result) throws(LedgerFailure) -> Result {
    do throws(Stop) {
        return try step()
    } catch {
        throw error.failure
    }
}

extension FixedWidthInteger {
    /// Adds where the rules make an overflow impossible.
    func plus(_ other: Self, _ what: StaticString) throws(Stop) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        if overflow { throw .failed(.brokenInvariant("\(what) overflows")) }
        return sum
    }

    /// Subtracts where the rules make a result below the type's range impossible.
    func minus(_ other: Self, _ what: StaticString) throws(Stop) -> Self {
        let (difference, overflow) = subtractingReportingOverflow(other)
        if overflow { throw .failed(.brokenInvariant("\(what) falls below zero")) }
        return difference
    }
}
