internal import RightsLedger

/// Turns the sections of a programme file into the parts of a programme and resolves the names between them.
struct ProgrammeReader {
    let currency: CurrencyCode
    private(set) var parties: [Programme.Party] = []
    private(set) var classes: [Programme.RightsClass] = []

    /// The keys of a class, for all kinds.
    private static let classKeys = [
        "symbol", "name", "kind", "issuer", "face_value", "cap", "transferability", "rolling_expiry_months",
        "transfer_fee", "royalty", "redemption_burn", "scopes", "emission",
    ]

    init(currency: CurrencyCode) {
        self.currency = currency
    }

    /// Reads who takes part.
    mutating func readParties(_ root: YAMLSection) throws(WorkbenchError) {
        for section in try root.sections("parties", keys: ["key", "name", "roles"]) {
            let key = try section.text("key")
            guard !parties.contains(where: { $0.key == key }) else { throw section.fault("\(key) is there twice") }
            var roles: Roles = []
            for word in try section.words("roles") {
                guard let role = ProgrammeReader.roles[word] else {
                    throw section.fault("\(word) is not regulator, issuer, platform or oracle", at: "roles")
                }
                roles.insert(role)
            }
            guard !roles.isEmpty else { throw section.fault("names no role", at: "roles") }
            parties.append(Programme.Party(key: key, name: try section.text("name"), roles: roles))
        }
        for (role, name) in [(Roles.regulator, "regulator"), (Roles.oracle, "oracle")] {
            guard parties.filter({ $0.roles.contains(role) }).count == 1 else {
                throw root.fault("exactly one party must be the \(name)", at: "parties")
            }
        }
    }

    /// Reads the rights; the parties must have been read.
    mutating func readClasses(_ root: YAMLSection) throws(WorkbenchError) {
        for section in try root.sections("classes", keys: ProgrammeReader.classKeys) {
            let kind = try section.value("kind", "points, entitlement or collectible") { ProgrammeReader.kinds[$0] }
            let scopes = try section.words("scopes")
            guard scopes.count <= 64 else { throw section.fault("at most 64 scopes", at: "scopes") }
            let policy = ClassPolicy(
                cap: try section.optionalNumber("cap") ?? 0,
                expiry: try section.optionalNumber("rolling_expiry_months", in: 1...120)
                    .map { .rolling(months: UInt16($0)) },
                transferability: try section.value("transferability", "free, issuer_only or soulbound") {
                    ProgrammeReader.transferabilities[$0]
                },
                transferFeeBasisPoints: try section.optionalShare("transfer_fee").value,
                royaltyBasisPoints: try section.optionalShare("royalty").value,
                redemptionBurnBasisPoints: try section.optionalShare("redemption_burn").value,
                scopeCount: UInt32(scopes.count))
            let creation = CreateClass(
                kind: kind, symbol: try section.text("symbol"), name: try section.text("name"), currency: currency,
                faceValue: try section.ratio("face_value"), policy: policy)
            guard !classes.contains(where: { $0.creation.symbol == creation.symbol }) else {
                throw section.fault("\(creation.symbol) is there twice", at: "symbol")
            }
            let rightsClass = Programme.RightsClass(
                issuer: try party("issuer", in: section, role: .issuer), creation: creation,
                schedule: try schedule(section), scopes: scopes)
            classes.append(rightsClass)
        }
        guard !classes.isEmpty else { throw root.fault("names no class", at: "classes") }
    }

    private func schedule(_ section: YAMLSection) throws(WorkbenchError) -> Programme.Schedule? {
        guard section.has("emission") else { return nil }
        let emission = try section.section(
            "emission",
            keys: ["curve", "amount", "first", "decrease", "ratio", "interval", "start", "epoch_days", "epochs"])
        let curve: EmissionCurve =
            switch try emission.text("curve") {
            case "constant": .constant(amount: try emission.number("amount"))
            case "linear": .linear(first: try emission.number("first"), decrease: try emission.number("decrease"))
            case "geometric": .geometric(first: try emission.number("first"), ratio: try emission.ratio("ratio"))
            case "halving":
                .halving(
                    first: try emission.number("first"),
                    interval: UInt32(try emission.number("interval", in: 1...UInt64(UInt32.max))))
            default: throw emission.fault("is not constant, linear, geometric or halving", at: "curve")
            }
        return Programme.Schedule(
            start: try emission.day("start"), epochDays: UInt32(try emission.number("epoch_days", in: 1...3_660)),
            epochs: UInt32(try emission.number("epochs", in: 0...10_000)), curve: curve)
    }

    /// The position of the party that a key names.
    func party(_ key: String, in section: YAMLSection, role: Roles) throws(WorkbenchError) -> Int {
        let name = try section.text(key)
        guard let index = parties.firstIndex(where: { $0.key == name }) else {
            throw section.fault("\(name) is not the key of a party", at: key)
        }
        guard parties[index].roles.contains(role) else {
            throw section.fault("\(name) does not have the role \(role)", at: key)
        }
        return index
    }

    /// The position of the class that a key names.
    func rightsClass(
        _ key: String, in section: YAMLSection, kinds: [ClassKind] = ClassKind.allCases
    ) throws(WorkbenchError) -> Int {
        let symbol = try section.text(key)
        guard let index = classes.firstIndex(where: { $0.creation.symbol == symbol }) else {
            throw section.fault("\(symbol) is not the symbol of a class", at: key)
        }
        guard kinds.contains(classes[index].creation.kind) else {
            throw section.fault("\(symbol) is of the wrong kind", at: key)
        }
        return index
    }

    /// The bit set of an entitlement's scopes that a key names.
    func scope(_ key: String, in section: YAMLSection, of rightsClass: Int) throws(WorkbenchError) -> UInt64 {
        var scope: UInt64 = 0
        for word in try section.words(key) {
            guard let bit = classes[rightsClass].scopes.firstIndex(of: word) else {
                throw section.fault("\(word) is not a scope of the class", at: key)
            }
            scope |= 1 << UInt64(bit)
        }
        guard scope != 0 else { throw section.fault("names no scope", at: key) }
        return scope
    }

    private static let roles: [String: Roles] = [
        "regulator": .regulator, "issuer": .issuer, "platform": .platform, "oracle": .oracle,
    ]
    private static let kinds: [String: ClassKind] = [
        "points": .points, "entitlement": .entitlement, "collectible": .collectible,
    ]
    private static let transferabilities: [String: Transferability] = [
        "free": .free, "issuer_only": .issuerOnly, "soulbound": .soulbound,
    ]
}
