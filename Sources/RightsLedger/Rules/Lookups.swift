extension BlockExecution {
    /// Returns a class.
    ///
    /// - Throws: `classNotFound`.
    mutating func requireClass(_ id: ClassID) throws(Stop) -> ClassTerms {
        if let terms = classes[id] { return terms }
        guard let record: ClassRecord = try state.read(.classRecord(id)) else {
            throw .refused(.classNotFound, ("class", id))
        }
        let terms = ClassTerms(id: id, record: record, now: now)
        classes[id] = terms
        return terms
    }

    /// Returns the class that a record names, which therefore exists.
    mutating func knownClass(_ id: ClassID) throws(Stop) -> ClassTerms {
        do throws(Stop) {
            return try requireClass(id)
        } catch {
            throw .failed(error.failure)
        }
    }

    /// Returns an account's record, or that of an account nobody has seen.
    mutating func account(_ id: AccountID) throws(Stop) -> AccountRecord {
        try state.read(.account(id)) ?? AccountRecord()
    }

    /// Checks that an account has one of some roles.
    ///
    /// - Throws: `roleMissing`.
    mutating func requireRole(_ role: Roles, of id: AccountID) throws(Stop) {
        guard try account(id).roles.contains(role) else { throw .refused(.roleMissing, ("role", role)) }
    }

    /// Checks that a recipient may receive.
    ///
    /// - Throws: `accountFrozen`.
    mutating func requireNotFrozen(_ id: AccountID) throws(Stop) {
        if try account(id).frozen { throw .refused(.accountFrozen, ("account", id)) }
    }

    /// Counts up and returns the new number.
    mutating func nextNumber(_ counter: StateKey.Counter) throws(Stop) -> UInt64 {
        let last: NumberRecord? = try state.read(.counter(counter))
        let next = try (last?.value ?? 0).plus(1, "a counter")
        state.write(NumberRecord(next), .counter(counter))
        return next
    }

    /// Counts up where the numbers have 32 bits.
    ///
    /// - Throws: `amountOverflow` when all are given out.
    mutating func nextSmallNumber(_ counter: StateKey.Counter) throws(Stop) -> UInt32 {
        guard let number = UInt32(exactly: try nextNumber(counter)) else { throw .refused(.amountOverflow) }
        return number
    }
}

extension ClassTerms {
    /// - Throws: `wrongKind`.
    func requireKind(_ kind: ClassKind) throws(Stop) {
        guard self.kind == kind else {
            throw .refused(.wrongKind, ("class", id), ("kind", self.kind), ("required", kind))
        }
    }

    /// - Throws: `classFrozen`.
    func requireNotFrozen() throws(Stop) {
        if isFrozen { throw .refused(.classFrozen, ("class", id)) }
    }

    /// - Throws: `notIssuer`.
    func requireIssuer(_ account: AccountID) throws(Stop) {
        guard issuer == account else { throw .refused(.notIssuer, ("class", id), ("issuer", issuer)) }
    }

    /// - Throws: `lotExpired`.
    func requireLive(_ lot: LotRecord, _ id: LotID, now: Int64) throws(Stop) {
        if now >= end(of: lot) { throw .refused(.lotExpired, ("lot", id), ("end", end(of: lot))) }
    }
}

extension ClassKind: CustomStringConvertible {
    /// The kind's name in lower case.
    public var description: String {
        switch self {
        case .points: "points"
        case .entitlement: "entitlement"
        case .collectible: "collectible"
        }
    }
}
