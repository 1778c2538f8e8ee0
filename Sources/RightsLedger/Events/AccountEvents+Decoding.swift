extension RolesSet {
    init(_ message: Symbolon_V1_RolesSet) throws(FieldInvalid) {
        self.init(
            account: try MessageField.account(message.account, "account"),
            roles: Roles(rawValue: message.roles))
    }
}

extension KeyRotated {
    init(_ message: Symbolon_V1_KeyRotated) throws(FieldInvalid) {
        self.init(
            account: try MessageField.account(message.account, "account"),
            publicKey: try MessageField.publicKey(message.publicKey, "public_key"))
    }
}

extension AccountFrozenSet {
    init(_ message: Symbolon_V1_AccountFrozenSet) throws(FieldInvalid) {
        self.init(
            account: try MessageField.account(message.account, "account"),
            frozen: message.frozen)
    }
}

extension ClassCreated {
    init(_ message: Symbolon_V1_ClassCreated) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class),
            issuer: try MessageField.account(message.issuer, "issuer"),
            kind: try ClassKind(message.kind),
            symbol: message.symbol)
    }
}

extension ClassFrozenSet {
    init(_ message: Symbolon_V1_ClassFrozenSet) {
        self.init(
            classID: ClassID(message.class),
            frozen: message.frozen)
    }
}

extension AllowedSet {
    init(_ message: Symbolon_V1_AllowedSet) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class),
            account: try MessageField.account(message.account, "account"),
            allowed: message.allowed)
    }
}

extension MinterSet {
    init(_ message: Symbolon_V1_MinterSet) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class),
            account: try MessageField.account(message.account, "account"),
            allowed: message.allowed)
    }
}
