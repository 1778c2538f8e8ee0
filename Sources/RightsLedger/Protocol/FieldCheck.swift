/// A field of an operation breaks a bound of the rules or cannot be what the schema says.
struct FieldInvalid: Error {
    /// The field's name in the schema.
    let field: StaticString

    init(_ field: StaticString) {
        self.field = field
    }

    /// The refusal of the operation at a position.
    func refusal(ofOperation index: Int) -> Refusal {
        Refusal(.fieldInvalid, operationIndex: index, facts: [Refusal.Fact("field", "\(field)")])
    }
}

/// Throws unless a condition on a field holds.
@inline(__always)
func require(_ condition: Bool, _ field: StaticString) throws(FieldInvalid) {
    guard condition else { throw FieldInvalid(field) }
}

extension TransactionBody {
    /// Checks the number of operations and the fields of each, in order.
    ///
    /// - Throws: `operationCountInvalid` or `fieldInvalid`.
    func checkFields() throws(Refusal) {
        try TransactionBody.checkCount(operations.count)
        for (index, operation) in operations.enumerated() {
            do throws(FieldInvalid) {
                try operation.checkFields(sender: sender)
            } catch {
                throw error.refusal(ofOperation: index)
            }
        }
    }

    static func checkCount(_ count: Int) throws(Refusal) {
        guard count >= 1, count <= StatelessCheck.operationCountMax else {
            throw Refusal(
                .operationCountInvalid,
                facts: [Refusal.Fact("count", count), Refusal.Fact("most", StatelessCheck.operationCountMax)])
        }
    }
}

extension Operation {
    /// Checks every bound that the rules put on the operation's fields and that its types do not hold already.
    func checkFields(sender: AccountID) throws(FieldInvalid) {
        switch self {
        case .setRoles(let operation): try require(operation.roles.isValid, "roles")
        case .rotateKey, .setAccountFrozen, .setClassFrozen, .setAllowed, .setMinter, .grantCollectible: break
        case .createClass(let operation): try operation.checkFields()
        case .grantPoints(let operation): try require(operation.amount > 0, "amount")
        case .grantEntitlement(let operation): try operation.checkFields()
        case .transfer(let operation): try operation.checkFields(sender: sender)
        case .split(let operation): try operation.checkFields()
        case .combine(let operation): try require(operation.into != operation.from, "from")
        case .offerItem(let operation): try require(operation.price?.amount != 0, "price")
        case .buyItem: break
        case .createCampaign(let operation): try operation.checkFields()
        case .endCampaign: break
        case .attestEvent(let operation): try operation.checkFields()
        case .proposeAgreement(let operation): try operation.checkFields()
        case .acceptAgreement, .endAgreement, .refund, .confirmSettlement: break
        case .redeem(let operation): try operation.asset.checkFields()
        case .burn(let operation): try operation.asset.checkFields()
        case .scheduleBurn(let operation):
            try FieldCheck.time(operation.time, "time")
            try require(operation.amount > 0, "amount")
        case .openBuyBack(let operation):
            try FieldCheck.ratio(operation.price, "price")
            try FieldCheck.basisPoints(operation.revenueBasisPoints, "revenue_basis_points")
        case .depositRevenue(let operation): try require(operation.amount > 0, "amount")
        case .sellToBuyBack(let operation): try require(operation.amount > 0, "amount")
        }
    }
}

/// Bounds that several fields share.
enum FieldCheck {
    static func time(_ time: Int64, _ field: StaticString) throws(FieldInvalid) {
        try require(time >= 0 && time <= FieldBounds.timeMax, field)
    }

    static func window(start: Int64, end: Int64) throws(FieldInvalid) {
        try time(start, "start")
        try time(end, "end")
        try require(start < end, "end")
    }

    static func ratio(_ ratio: Ratio, _ field: StaticString) throws(FieldInvalid) {
        try require(ratio.isValid, field)
    }

    static func basisPoints(_ share: UInt32, _ field: StaticString) throws(FieldInvalid) {
        try require(share <= BasisPoints.whole, field)
    }

    static func ascending(_ accounts: [AccountID], _ field: StaticString) throws(FieldInvalid) {
        for (previous, next) in zip(accounts, accounts.dropFirst()) {
            try require(previous < next, field)
        }
    }

    static func eventType(_ text: String) throws(FieldInvalid) {
        try require(FieldBounds.eventTypeCharacters.contains(text.utf8.count), "event_type")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                break
            default: throw FieldInvalid("event_type")
            }
        }
    }

    static func symbol(_ text: String) throws(FieldInvalid) {
        try require(FieldBounds.symbolCharacters.contains(text.utf8.count), "symbol")
        for (position, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"): try require(position > 0, "symbol")
            default: throw FieldInvalid("symbol")
            }
        }
    }
}
