import RightsLedger

extension Auditor {
    mutating func createClass(_ payload: CreateClass, sender: AccountID) throws(Denial) {
        try require(roles(of: sender).contains(.issuer), .roleMissing)
        try require(!books.classes.values.contains { $0.terms.symbol == payload.symbol }, .symbolTaken)
        books.lastClass += 1
        var created = AuditorBooks.RightsClass(issuer: sender, terms: payload)
        created.minters = Set(payload.policy.minters)
        if let emission = payload.policy.emission {
            let due = max(Int(emission.start), now)
            created.cursor = AuditorBooks.Cursor(due: due, epoch: 0, amount: firstAmount(of: emission.curve))
        }
        books.classes[ClassID(books.lastClass)] = created
    }

    mutating func setClassFrozen(_ payload: SetClassFrozen, sender: AccountID) throws(Denial) {
        let rightsClass = try require(books.classes[payload.classID], .classNotFound)
        try require(rightsClass.issuer == sender || roles(of: sender).contains(.regulator), .notIssuer)
        books.classes[payload.classID]?.isFrozen = payload.frozen
    }

    mutating func setAllowed(_ payload: SetAllowed, sender: AccountID) throws(Denial) {
        _ = try ownClass(payload.classID, sender: sender)
        if payload.allowed {
            books.classes[payload.classID]?.allowed.insert(payload.account)
        } else {
            books.classes[payload.classID]?.allowed.remove(payload.account)
        }
    }

    mutating func setMinter(_ payload: SetMinter, sender: AccountID) throws(Denial) {
        _ = try ownClass(payload.classID, sender: sender)
        if payload.allowed {
            books.classes[payload.classID]?.minters.insert(payload.account)
        } else {
            books.classes[payload.classID]?.minters.remove(payload.account)
        }
    }

    /// A class of which the sender is the issuer.
    func ownClass(_ id: ClassID, sender: AccountID) throws(Denial) -> AuditorBooks.RightsClass {
        let rightsClass = try require(books.classes[id], .classNotFound)
        try require(rightsClass.issuer == sender, .notIssuer)
        return rightsClass
    }

    /// A class of points of which the sender is the issuer.
    func ownPoints(_ id: ClassID, sender: AccountID) throws(Denial) -> AuditorBooks.RightsClass {
        let rightsClass = try ownClass(id, sender: sender)
        try require(rightsClass.terms.kind == .points, .wrongKind)
        return rightsClass
    }
}
