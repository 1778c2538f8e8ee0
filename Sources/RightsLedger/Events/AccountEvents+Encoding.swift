internal import Signatures

extension RolesSet {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, account)
        writer.number(2, roles.rawValue)
    }
}

extension KeyRotated {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, account)
        writer.digest(2, publicKey.encoding)
    }
}

extension AccountFrozenSet {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, account)
        writer.flag(2, frozen)
    }
}

extension ClassCreated {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, issuer)
        writer.number(3, kind.rawValue)
        writer.text(4, symbol)
    }
}

extension ClassFrozenSet {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.flag(2, frozen)
    }
}

extension AllowedSet {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, account)
        writer.flag(3, allowed)
    }
}

extension MinterSet {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, account)
        writer.flag(3, allowed)
    }
}
