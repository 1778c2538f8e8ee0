internal import ArgumentParser
internal import CommandShell
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// The command `symbolon query state`.
struct StateQueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state", abstract: "Any record of the state by its key, proven if asked.",
        discussion: """
            A key is account:ACCOUNT, balance:ACCOUNT/CLASS, class:CLASS, supply:CLASS, agreement:N, campaign:N,
            receipt:N, item:CLASS/SERIAL, lot:ACCOUNT/LOT, chain, or the raw key in hexadecimal.

            With --prove the block header's signature and the Merkle proof are checked here. The operator's key comes
            from --operator-key, which you should take from the genesis; without it the node's own word is taken, and
            the answer says so.

            Examples:
              symbolon query state supply:COFFEE --prove --operator-key 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec…
              symbolon query state balance:alice/1 --height 120 --prove --json
            """)

    @Argument(help: "The key.") var key: String
    @Flag(help: "Ask for a proof and check it.") var prove = false
    @Option(help: "The public key that signs the chain's blocks, 64 hexadecimal digits.") var operatorKey: String?
    @Option(help: "After which block; the last one where not given.") var height: UInt64?
    @OptionGroup var options: QueryOptions

    func run() async throws {
        let client = try options.node.client()
        let bytes = try await StateKeyText(options: options).bytes(key)
        guard prove else {
            var query: [(name: String, value: String)] = []
            if let height { query.append(("height", String(height))) }
            let answer = try await client.resource("/v1/state/\(Hex.encode(bytes))", query: query)
            options.output.show(answer.adding("record", StateRecordText.json(key: bytes, value: answer.bytes("value"))))
            return
        }
        let status = try await client.status()
        let trusted = try trustedKey(status)
        let light = LightClient(chainID: status.chainID, operatorKey: trusted)
        let verified = try light.verify(
            try await client.provenState(key: bytes, height: height), key: bytes, height: height)
        if operatorKey == nil {
            Console.note(
                "Note: the operator's key came from the node; give --operator-key to trust nobody but the operator.")
        }
        options.output.show([
            "verified": true, "operatorKey": .string(trusted.hex), "operatorKeyGiven": .boolean(operatorKey != nil),
            "height": .integer(Int64(clamping: verified.header.height)), "time": .integer(verified.header.time),
            "appHash": .string(verified.header.appHash.hex), "key": .string(Hex.encode(verified.key)),
            "value": verified.value.map { .string(Hex.encode($0)) } ?? .null,
            "record": StateRecordText.json(key: verified.key, value: verified.value),
        ])
    }

    private func trustedKey(_ status: ChainStatus) throws -> PublicKey {
        guard let operatorKey else { return status.operatorKey }
        guard let key = PublicKey(hex: operatorKey) else {
            throw CommandFailure.unusable("--operator-key takes the 64 hexadecimal digits that the genesis has")
        }
        return key
    }
}

/// Keys of the state as people write them.
struct StateKeyText {
    let options: QueryOptions

    /// The raw key that a text means.
    func bytes(_ text: String) async throws -> [UInt8] {
        if text == "chain" { return StateKey.chain.bytes }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            guard let bytes = Hex.decode(text), !bytes.isEmpty else { throw unknown(text) }
            return bytes
        }
        let names = parts[1].split(separator: "/").map(String.init)
        switch (parts[0], names.count) {
        case ("account", 1): return StateKey.account(try account(names[0])).bytes
        case ("balance", 2): return StateKey.balance(try account(names[0]), try await rightsClass(names[1])).bytes
        case ("class", 1): return StateKey.classRecord(try await rightsClass(names[0])).bytes
        case ("supply", 1): return StateKey.supply(try await rightsClass(names[0])).bytes
        case ("agreement", 1): return StateKey.agreement(AgreementID(try number(names[0]))).bytes
        case ("campaign", 1): return StateKey.campaign(CampaignID(try number(names[0]))).bytes
        case ("receipt", 1): return StateKey.receipt(ReceiptID(try number(names[0]))).bytes
        case ("item", 2):
            let item = Item(classID: try await rightsClass(names[0]), serial: try number(names[1]))
            return StateKey.item(item).bytes
        case ("lot", 2): return StateKey.lot(try account(names[0]), LotID(try number(names[1]))).bytes
        default: throw unknown(text)
        }
    }

    private func account(_ text: String) throws -> AccountID { try options.keys.directory.account(text) }

    private func rightsClass(_ text: String) async throws -> ClassID {
        ClassID(try number(try await options.classNumber(text)))
    }

    private func number<Number: FixedWidthInteger>(_ text: String) throws -> Number {
        guard let number = Number(text) else { throw CommandFailure.unusable("\"\(text)\" is no number of this kind") }
        return number
    }

    private func unknown(_ text: String) -> CommandFailure {
        .unusable("\"\(text.prefix(80))\" is no key of the state; write for example account:alice or supply:COFFEE")
    }
}

extension JSONNode {
    fileprivate func adding(_ name: String, _ value: JSONNode) -> JSONNode {
        guard case .object(let members) = self else { return self }
        return .object(members + [.init(name: name, value: value)])
    }

    fileprivate func bytes(_ name: String) -> [UInt8]? {
        guard case .string(let digits)? = self[name] else { return nil }
        return Hex.decode(digits)
    }
}
