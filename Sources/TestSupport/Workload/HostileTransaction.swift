package import RightsLedger
package import Signatures

/// An encoded transaction with something wrong with it that needs no state to be seen.
package struct HostileTransaction: Sendable {
    /// The encoding as it would travel.
    package var bytes: [UInt8]
    /// The first of its faults in the order of the stateless checks.
    package var expected: RefusalCode
    /// What was done to it.
    package var faults: [String]
}

extension LedgerWorkload {
    /// One way to be wrong before any state is asked, in the order of the checks.
    private enum Fault: CaseIterable {
        case tooLarge, malformedEnvelope, malformedBody, malformedOperation, wrongChain, count, field, signature, proof

        var code: RefusalCode {
            switch self {
            case .tooLarge: .transactionTooLarge
            case .malformedEnvelope, .malformedBody, .malformedOperation: .malformedEncoding
            case .wrongChain: .wrongChain
            case .count: .operationCountInvalid
            case .field: .fieldInvalid
            case .signature: .signatureInvalid
            case .proof: .proofOfPossessionInvalid
            }
        }
    }

    /// A good transaction with one or two faults; `nil` where the given one cannot carry them.
    ///
    /// Signatures are good unless they are the fault: a malformed body is signed as it is.
    package mutating func damaged(_ transaction: SimulatedTransaction, key: SigningKey) -> HostileTransaction? {
        var faults: Set<Fault> = [Fault.allCases[random.below(Fault.allCases.count)]]
        if random.chance(1, in: 3) { faults.insert(Fault.allCases[random.below(Fault.allCases.count)]) }
        guard var body = ProtobufFields(parsing: transaction.body.encoded()), body.index(of: 5) != nil else {
            return nil
        }
        var names = Fault.allCases.filter(faults.contains).map { "\($0)" }

        if faults.contains(.proof), let operation = badRotation(of: transaction.body, key: key) {
            body.fields.append(ProtobufFields.Field(5, .bytes(operation)))
        }
        if faults.contains(.field) {
            let bad = badOperations()[random.below(badOperations().count)]
            names.append(bad.name)
            body.fields.append(ProtobufFields.Field(5, .bytes(bad.operation.encoded)))
        }
        if faults.contains(.count) {
            let operation = ProtobufFields.Field(5, .bytes(ProtobufFields([.init(11, .bytes([8, 1, 16, 1]))]).encoded))
            let isEmpty = random.chance(1, in: 2) && !faults.contains(.malformedOperation)
            body.fields.removeAll { $0.number == 5 }
            if !isEmpty { body.fields += Array(repeating: operation, count: 257) }
        }
        if faults.contains(.wrongChain) {
            let wrong = ["symbolon", chainID + "x", chainID.uppercased(), String(chainID.dropLast())]
            body.set(1, .bytes(Array(wrong[random.below(wrong.count)].utf8)))
        }
        if faults.contains(.malformedOperation) {
            names.append(damageOperation(in: &body))
        }
        if faults.contains(.malformedBody) { names.append(damageBody(&body)) }

        let bytes = body.encoded
        var signature = key.sign(TransactionID(body: bytes).rawValue).bytes
        if faults.contains(.signature) { signature = badSignature(signature, of: bytes, key: key) }
        var envelope = ProtobufFields([
            .init(1, .bytes(bytes)), .init(2, .bytes(key.publicKey.bytes)), .init(3, .bytes(signature)),
        ])
        if faults.contains(.malformedEnvelope) { names.append(damageEnvelope(&envelope)) }
        if faults.contains(.tooLarge) {
            envelope.fields.append(.init(9, .bytes(Array(repeating: 7, count: 65_536))))
        }
        let code = Fault.allCases.first(where: faults.contains)?.code ?? .malformedEncoding
        return HostileTransaction(bytes: envelope.encoded, expected: code, faults: names)
    }

    /// A rotation whose proof is of another key, sender, nonce or chain.
    private mutating func badRotation(of body: TransactionBody, key: SigningKey) -> [UInt8]? {
        guard let newKey = people.newKey(random: &random) else { return nil }
        let rotation: RotateKey
        switch random.below(5) {
        case 0: rotation = RotateKey(to: newKey, chainID: chainID, sender: body.sender, nonce: body.nonce &+ 1)
        case 1: rotation = RotateKey(to: newKey, chainID: chainID + "x", sender: body.sender, nonce: body.nonce)
        case 2:
            let other = person(except: body.sender)
            rotation = RotateKey(to: newKey, chainID: chainID, sender: other, nonce: body.nonce)
        case 3:
            let own = RotateKey(to: key, chainID: chainID, sender: body.sender, nonce: body.nonce)
            rotation = RotateKey(publicKey: newKey.publicKey, proofOfPossession: own.proofOfPossession)
        default:
            let message = RotateKey.message(
                chainID: chainID, sender: body.sender, nonce: body.nonce, newKey: newKey.publicKey)
            rotation = RotateKey(publicKey: newKey.publicKey, proofOfPossession: key.sign(message))
        }
        let alone = TransactionBody(
            chainID: "", sender: body.sender, nonce: 0, expiryHeight: 0, operations: [.rotateKey(rotation)])
        guard let message = ProtobufFields(parsing: alone.encoded()), let index = message.index(of: 5),
            case .bytes(let operation) = message.fields[index].value
        else { return nil }
        return operation
    }

    private mutating func badSignature(_ good: [UInt8], of body: [UInt8], key: SigningKey) -> [UInt8] {
        var bad = good
        switch random.below(4) {
        case 0: bad[random.below(bad.count)] ^= 1 << UInt8(random.below(8))
        case 1: bad = key.sign(body).bytes
        case 2: bad = Array(repeating: 0, count: 64)
        default: bad = people.newKey(random: &random)?.sign(TransactionID(body: body).rawValue).bytes ?? bad
        }
        return bad
    }

    /// Operations whose encoding is canonical and whose content is beyond the bounds of the schema.
    private func badOperations() -> [(name: String, operation: ProtobufFields)] {
        let account = ProtobufFields.Value.bytes(Array(repeating: 3, count: 32))
        func operation(_ kind: UInt64, _ fields: [ProtobufFields.Field]) -> ProtobufFields {
            ProtobufFields([.init(kind, .bytes(ProtobufFields(fields).encoded))])
        }
        func lot(_ more: [ProtobufFields.Field]) -> ProtobufFields {
            operation(21, [.init(1, .number(1)), .init(2, account)] + more)
        }
        let ratio = ProtobufFields.Value.bytes(ProtobufFields([.init(1, .number(1)), .init(2, .number(2))]).encoded)
        func createClass(kind: UInt64?, policy: [ProtobufFields.Field]?) -> ProtobufFields {
            var fields: [ProtobufFields.Field] = kind.map { [.init(1, .number($0))] } ?? []
            fields += [.init(2, .bytes(Array("SYMBOL".utf8))), .init(3, .bytes(Array("name".utf8)))]
            fields += [.init(6, .bytes(Array("EUR".utf8))), .init(7, ratio)]
            if let policy { fields.append(.init(8, .bytes(ProtobufFields(policy).encoded))) }
            return operation(10, fields)
        }
        let free = ProtobufFields.Field(6, .number(1))
        return [
            ("no kind", ProtobufFields()),
            ("no asset", operation(23, [.init(2, account)])),
            ("empty asset", operation(23, [.init(1, .bytes([])), .init(2, account)])),
            ("no part", operation(24, [.init(1, .number(1))])),
            ("no item", operation(26, [])),
            ("no price", operation(27, [.init(1, .bytes([8, 1, 16, 1]))])),
            ("no ratio", operation(52, [.init(1, .number(1)), .init(2, .number(2))])),
            (
                "tier",
                lot([.init(3, .number(1)), .init(4, .number(65_536)), .init(5, .number(1)), .init(7, .number(9))])
            ),
            ("quantity", lot([.init(3, .number(1 << 32)), .init(5, .number(1)), .init(7, .number(9))])),
            ("last day", lot([.init(3, .number(1)), .init(5, .number(1)), .init(7, .number(65_536))])),
            ("kind unspecified", createClass(kind: nil, policy: [free])),
            ("kind unknown", createClass(kind: 4, policy: [free])),
            ("no policy", createClass(kind: 1, policy: nil)),
            ("transferability unspecified", createClass(kind: 1, policy: [])),
            ("transferability unknown", createClass(kind: 1, policy: [.init(6, .number(5))])),
            ("empty expiry", createClass(kind: 1, policy: [.init(5, .bytes([])), free])),
            (
                "bucket",
                createClass(
                    kind: 1, policy: [.init(5, .bytes(ProtobufFields([.init(2, .number(70_000))]).encoded)), free])
            ),
            (
                "currency",
                operation(
                    45,
                    [
                        .init(1, .number(5)), .init(2, .bytes(Array("eur".utf8))), .init(3, account), .init(4, account),
                        .init(5, account),
                    ])
            ),
        ]
    }

    private mutating func damageOperation(in body: inout ProtobufFields) -> String {
        guard let index = body.index(of: 5), case .bytes(let bytes) = body.fields[index].value,
            var operation = ProtobufFields(parsing: bytes), let first = operation.fields.first,
            case .bytes(let payload) = first.value, var message = ProtobufFields(parsing: payload)
        else { return damageBody(&body) }
        let name: String
        switch random.below(6) {
        case 3 where message.index(of: 1) != nil:
            name = "number beyond 32 bits, or a field twice"
            message.fields.insert(.init(1, .number(1 << 32 | 1)), at: 0)
        case 0, 3:
            name = "unknown field in an operation"
            message.fields.append(.init(15, .number(1)))
        case 1:
            name = "two kinds in an operation"
            operation.fields.append(.init(54, .bytes([8, 1, 16, 1])))
        case 2:
            name = "default written out"
            message.fields.insert(.init(1, .number(0)), at: 0)
        case 4:
            name = "text that is not UTF-8"
            operation = ProtobufFields([.init(30, .bytes([18, 2, 0xc0, 0x80]))])
            body.fields[index].value = .bytes(operation.encoded)
            return name
        default:
            name = "unknown kind of operation"
            operation = ProtobufFields([.init(77, .bytes([]))])
            body.fields[index].value = .bytes(operation.encoded)
            return name
        }
        operation.fields[0].value = .bytes(message.encoded)
        body.fields[index].value = .bytes(operation.encoded)
        return name
    }

    private mutating func damageBody(_ body: inout ProtobufFields) -> String {
        switch random.below(9) {
        case 0:
            body.fields.append(.init(15, .number(1)))
            return "unknown field in the body"
        case 1:
            body.fields.swapAt(0, body.fields.count - 1)
            return body.fields.count > 1 ? "fields out of order" : damageBody(&body)
        case 2:
            body.set(4, .paddedNumber(9, padding: 1 + random.below(4)))
            return "padded number"
        case 3:
            body.fields.insert(.init(3, .number(0)), at: min(2, body.fields.count))
            return "nonce of 0 written out, or twice"
        case 4:
            body.set(2, .bytes(Array(repeating: 1, count: [0, 31, 33][random.below(3)])))
            return "sender of the wrong length"
        case 5:
            body.set(1, .bytes([0xff, 0xfe]))
            return "chain id that is not UTF-8"
        case 6:
            body.fields.append(.init(3, random.chance(1, in: 2) ? .eightBytes(1) : .fourBytes(1)))
            return "wrong wire type"
        case 7:
            let lengths: [UInt64] = [1, 100, 1 << 31, 1 << 40, .max]
            body.fields.append(.init(5, .falseLength(lengths[random.below(lengths.count)], [])))
            return "length beyond the end"
        default:
            body.fields.append(.init(UInt64(random.below(2)), .bareTag(wireType: UInt64(random.number(in: 3...7)))))
            return "group or wire type that does not exist"
        }
    }

    private mutating func damageEnvelope(_ envelope: inout ProtobufFields) -> String {
        switch random.below(5) {
        case 0:
            envelope.fields.append(.init(4, .bytes([1])))
            return "unknown field in the envelope"
        case 1:
            envelope.set(2, .bytes(Array(repeating: 9, count: [0, 31, 33][random.below(3)])))
            return "key of the wrong length"
        case 2:
            envelope.set(3, .bytes(Array(repeating: 9, count: [0, 63, 65][random.below(3)])))
            return "signature of the wrong length"
        case 3:
            envelope.fields.swapAt(0, 2)
            return "envelope out of order"
        default:
            envelope.fields[2] = .init(3, .falseLength(64, Array(repeating: 1, count: random.below(64))))
            return "cut off"
        }
    }
}
