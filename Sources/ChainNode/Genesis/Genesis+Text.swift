internal import RightsLedger
internal import Signatures

extension Genesis {
    /// Reads a genesis file.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``, ``NodeError/genesis(_:)``.
    package static func load(file: String) throws(NodeError) -> Genesis {
        let text = try FileAccess.readText(file, byteCountMax: StrictDocument.byteCountMax)
        do throws(DocumentProblem) {
            return try Genesis(parsing: text, source: file)
        } catch {
            throw .genesis(error)
        }
    }

    /// Reads the text of a genesis file; every key must be known and every value in bounds.
    ///
    /// The source is the name of the file, for messages.
    ///
    /// - Throws: What is wrong, where, and what to do.
    package init(parsing text: String, source: String) throws(DocumentProblem) {
        var root = try StrictDocument(parsing: text, source: source).root
        let chainID = try Genesis.chainID(try root.require("chain-id", example: "my-chain"))
        let time = try Genesis.time(try root.require("time", example: "2026-01-01T00:00:00Z"))
        let format = try root.require("state-format", example: "\(Genesis.stateFormatVersionNow)")
        guard try format.integer(in: 0...Int64(UInt32.max)) == Int64(Genesis.stateFormatVersionNow) else {
            throw format.problem(
                "this program writes format \(Genesis.stateFormatVersionNow) only",
                fix: "set it to \(Genesis.stateFormatVersionNow)")
        }
        let epochRule = try Genesis.epochRule(
            try root.require("epoch", example: "{kind: month, utc-offset-minutes: 0}"))
        let accounts = try Genesis.accounts(
            try root.require("accounts", example: "[{public-key: <64 hex digits>, roles: [regulator]}]"))
        let operatorKey = try Genesis.operatorKey(
            try root.require("consensus", example: "{engine: solo, operator-key: <64 hex digits>}"))
        let allowsDevelopmentKeys = try root.take("allow-development-keys").map(Genesis.truthValue) ?? false
        let circuits = try Genesis.circuits(
            root.take("circuits"), allowsDevelopmentKeys: allowsDevelopmentKeys)
        try root.finish()
        self.init(
            chainID: chainID, time: time, epochRule: epochRule, accounts: accounts, operatorKey: operatorKey,
            circuits: circuits, allowsDevelopmentKeys: allowsDevelopmentKeys)
    }

    /// Whether a text can be a chain's name: 1 to 50 of A-Z a-z 0-9 - _ .
    package static func isChainID(_ text: String) -> Bool {
        (1...50).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }

    private static func chainID(_ value: StrictValue) throws(DocumentProblem) -> String {
        let text = try value.text()
        guard isChainID(text) else {
            throw value.problem("a chain id has 1 to 50 of A-Z a-z 0-9 - _ .")
        }
        return text
    }

    private static func time(_ value: StrictValue) throws(DocumentProblem) -> Int64 {
        guard let seconds = UTCTime.seconds(try value.text()), seconds <= timeMax else {
            throw value.problem("a time in UTC is expected", fix: "write it as 2026-01-31T12:00:00Z")
        }
        return seconds
    }

    private static func epochRule(_ value: StrictValue) throws(DocumentProblem) -> EpochRule {
        var mapping = try value.mapping()
        let kind = try mapping.require("kind", example: "month")
        let rule: EpochRule
        switch try kind.text() {
        case "month":
            let offset = try mapping.take("utc-offset-minutes")?.integer(in: -840...840) ?? 0
            rule = .month(utcOffsetMinutes: Int32(offset))
        case "seconds":
            let seconds = try mapping.require("seconds", example: "86400").integer(in: 1...(366 * 86_400))
            rule = .seconds(UInt64(seconds))
        default:
            throw kind.problem("an epoch is \"month\" or \"seconds\"")
        }
        try mapping.finish()
        return rule
    }

    private static func accounts(_ value: StrictValue) throws(DocumentProblem) -> [Account] {
        var seen: Set<PublicKey> = []
        var accounts: [Account] = []
        for entry in try value.list(countMax: accountCountMax) {
            var mapping = try entry.mapping()
            let keyValue = try mapping.require("public-key", example: "<64 hex digits>")
            let publicKey = try Genesis.publicKey(keyValue)
            guard seen.insert(publicKey).inserted else {
                throw keyValue.problem("the key stands twice", fix: "give one account all of its roles")
            }
            var roles: Roles = []
            for role in try mapping.require("roles", example: "[regulator]").list(countMax: 8) {
                roles.formUnion(try Genesis.role(role))
            }
            guard !roles.isEmpty else {
                throw entry.problem(
                    "the account has no role", fix: "leave it out: accounts without roles need no entry")
            }
            try mapping.finish()
            accounts.append(Account(publicKey: publicKey, roles: roles))
        }
        guard accounts.contains(where: { $0.roles.contains(.regulator) }) else {
            throw value.problem("no account is a regulator", fix: "give one account the role \"regulator\"")
        }
        return accounts
    }

    private static let roleNames: [(name: String, role: Roles)] = [
        ("regulator", .regulator), ("issuer", .issuer), ("platform", .platform), ("oracle", .oracle),
        ("person", .person),
    ]

    private static func role(_ value: StrictValue) throws(DocumentProblem) -> Roles {
        let text = try value.text()
        guard let known = roleNames.first(where: { $0.name == text }) else {
            let names = roleNames.map(\.name)
            let suggestion = EditDistance.nearest(to: text, in: names).map { "did you mean \"\($0)\"?" }
            throw value.problem("the role is unknown", fix: suggestion ?? "roles: \(names.joined(separator: ", "))")
        }
        return known.role
    }

    private static func operatorKey(_ value: StrictValue) throws(DocumentProblem) -> PublicKey {
        var mapping = try value.mapping()
        let engine = try mapping.require("engine", example: "solo")
        guard try engine.text() == "solo" else {
            throw engine.problem("the engine is unknown", fix: "write \"engine: solo\"")
        }
        let key = try publicKey(try mapping.require("operator-key", example: "<64 hex digits>"))
        try mapping.finish()
        return key
    }

    private static func publicKey(_ value: StrictValue) throws(DocumentProblem) -> PublicKey {
        guard let key = PublicKey(hex: try value.text()) else {
            throw value.problem("an Ed25519 public key of 64 hexadecimal digits is expected")
        }
        return key
    }

    /// The text of a genesis file that says the same.
    package func text() -> String {
        var lines = [
            "# The genesis of a Symbolon chain. Every node of the chain has the same; it is never changed.",
            "chain-id: \"\(chainID)\"",
            "time: \(UTCTime.text(time))",
            "state-format: \(stateFormatVersion)",
            "",
            "# How settlement epochs are counted: calendar months at an offset from UTC, or a number of seconds.",
            "epoch:",
        ]
        switch epochRule {
        case .month(let offset): lines += ["  kind: month", "  utc-offset-minutes: \(offset)"]
        case .seconds(let seconds): lines += ["  kind: seconds", "  seconds: \(seconds)"]
        }
        lines += [
            "", "# Accounts with roles from the start: regulator, issuer, platform, oracle, person.", "accounts:",
        ]
        for account in accounts {
            let names = Genesis.roleNames.filter { account.roles.contains($0.role) }.map(\.name)
            lines.append("  - public-key: \"\(account.publicKey.hex)\"")
            lines.append("    roles: [\(names.joined(separator: ", "))]")
        }
        lines += ["", "consensus:", "  engine: solo", "  operator-key: \"\(operatorKey.hex)\""]
        lines += circuitLines + [""]
        return lines.joined(separator: "\n")
    }
}
