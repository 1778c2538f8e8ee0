internal import Signatures

extension SetRoles {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, account)
        writer.number(2, roles.rawValue)
    }
}

extension RotateKey {
    func write(to writer: inout ProtocolWriter) {
        writer.digest(1, publicKey.encoding)
        writer.data(2, proofOfPossession.bytes)
    }
}

extension SetAccountFrozen {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, account)
        writer.flag(2, frozen)
    }
}

extension CreateClass {
    func write(to writer: inout ProtocolWriter) {
        writer.number(1, kind.rawValue)
        writer.text(2, symbol)
        writer.text(3, name)
        writer.number(4, decimals)
        writer.signedNumber(5, Int64(utcOffsetMinutes))
        writer.currency(6, currency)
        writer.ratio(7, faceValue)
        writer.message(8) { policy.write(to: &$0) }
    }
}

extension ClassPolicy {
    func write(to writer: inout ProtocolWriter) {
        writer.number(1, cap)
        if let emission { writer.message(2) { emission.write(to: &$0) } }
        for minter in minters { writer.account(3, minter) }
        if let quota {
            writer.message(4) {
                $0.number(1, quota.units)
                $0.number(2, quota.periodSeconds)
            }
        }
        if let expiry {
            writer.message(5) {
                switch expiry {
                case .rolling(let months): $0.presentNumber(1, months)
                case .fixed(let bucket): $0.presentNumber(2, bucket.rawValue)
                }
            }
        }
        writer.number(6, transferability.rawValue)
        writer.number(7, transferFeeBasisPoints)
        writer.number(8, royaltyBasisPoints)
        writer.number(9, redemptionBurnBasisPoints)
        writer.number(10, scopeCount)
    }
}

extension Emission {
    func write(to writer: inout ProtocolWriter) {
        writer.signedNumber(1, start)
        writer.number(2, epochSeconds)
        writer.number(3, epochs)
        writer.account(4, beneficiary)
        switch curve {
        case .constant(let amount):
            writer.message(5) { $0.number(1, amount) }
        case .linear(let first, let decrease):
            writer.message(6) {
                $0.number(1, first)
                $0.number(2, decrease)
            }
        case .geometric(let first, let ratio):
            writer.message(7) {
                $0.number(1, first)
                $0.ratio(2, ratio)
            }
        case .halving(let first, let interval):
            writer.message(8) {
                $0.number(1, first)
                $0.number(2, interval)
            }
        }
    }
}

extension SetClassFrozen {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.flag(2, frozen)
    }
}

extension SetAllowed {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, account)
        writer.flag(3, allowed)
    }
}

extension SetMinter {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, account)
        writer.flag(3, allowed)
    }
}
