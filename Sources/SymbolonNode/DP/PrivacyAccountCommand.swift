internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy

/// The command `symbolon dp account`.
struct PrivacyAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Add up what a list of mechanisms costs.",
        discussion: """
            The file is a list such as [{"mechanism": "gaussian", "sigma": 10, "count": 1000}]. All figures are upper \
            bounds; where an accountant does not know a mechanism, its figure is null.

            Example:
              symbolon dp account events.json --delta 1e-6 --json
            """)

    @Argument(help: "The list of events (JSON or YAML).")
    var events: String

    @Option(help: "The delta at which the epsilons hold.")
    var delta: Double

    @Option(help: "How many units stand together; more than 1 adds what all events cost them.")
    var group: UInt32 = 1

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    func validate() throws {
        guard (1...1_000).contains(group) else { throw ValidationError("--group is 1 to 1000") }
    }

    private struct Report: Encodable {
        var delta: Double
        var rdpEpsilon: Double?
        var rdpOrder: Double
        var pldEpsilon: Double?
        var pldEpsilonLowerBound: Double?
        var zcdpRho: Double?
        var zcdpEpsilon: Double?
        var basicEpsilon: Double?
        var epsilon: Double?
        var group: UInt32?
        var groupEpsilon: Double?
        var groupDelta: Double?

        private enum Key: String, CodingKey {
            case delta, rdpEpsilon, rdpOrder, pldEpsilon, pldEpsilonLowerBound, zcdpRho, zcdpEpsilon, basicEpsilon
            case epsilon, group, groupEpsilon, groupDelta
        }

        /// Every figure has its key: `null` where an accountant does not know a mechanism.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(delta, forKey: .delta)
            try container.encode(rdpEpsilon, forKey: .rdpEpsilon)
            try container.encode(rdpOrder, forKey: .rdpOrder)
            try container.encode(pldEpsilon, forKey: .pldEpsilon)
            try container.encode(pldEpsilonLowerBound, forKey: .pldEpsilonLowerBound)
            try container.encode(zcdpRho, forKey: .zcdpRho)
            try container.encode(zcdpEpsilon, forKey: .zcdpEpsilon)
            try container.encode(basicEpsilon, forKey: .basicEpsilon)
            try container.encode(epsilon, forKey: .epsilon)
            guard group != nil else { return }
            try container.encode(group, forKey: .group)
            try container.encode(groupEpsilon, forKey: .groupEpsilon)
            try container.encode(groupDelta, forKey: .groupDelta)
        }
    }

    func run() throws {
        let account = try PrivacyRun.run { () throws(PrivacyError) in
            let events = try EventDocument.events(text: try DatasetFolder.readText(events))
            return try PrivacyAccountant(events).account(delta: delta, withLowerBound: true)
        }
        var report = Report(
            delta: delta, rdpEpsilon: PrivacyRun.finite(account.rdpEpsilon), rdpOrder: account.rdpOrder,
            pldEpsilon: PrivacyRun.finite(account.pldEpsilon),
            pldEpsilonLowerBound: PrivacyRun.finite(account.pldEpsilonLowerBound), zcdpRho: account.zcdpRho,
            zcdpEpsilon: account.zcdpRho.map { ConcentratedPrivacy.epsilon(rho: $0, delta: delta) },
            basicEpsilon: account.basicEpsilon, epsilon: PrivacyRun.finite(account.epsilon))
        if group > 1, account.epsilon.isFinite {
            let together = GroupPrivacy.approximate(epsilon: account.epsilon, delta: delta, size: group)
            report.group = group
            report.groupEpsilon = PrivacyRun.finite(together.epsilon)
            report.groupDelta = PrivacyRun.finite(together.delta)
        }
        if json {
            Console.print(try PrivacyRun.json(report))
            return
        }
        Console.print(
            """
            at delta \(delta), epsilon is at most \(PrivacyRun.text(account.epsilon))
              Renyi divergences            \(PrivacyRun.text(account.rdpEpsilon)) (order \(account.rdpOrder))
              privacy loss distributions   \(PrivacyRun.text(account.pldEpsilon)), \
            and at least \(PrivacyRun.text(account.pldEpsilonLowerBound))
              zero-concentrated            rho \(PrivacyRun.text(account.zcdpRho)), epsilon \
            \(PrivacyRun.text(report.zcdpEpsilon))
              sum of epsilons              \(PrivacyRun.text(account.basicEpsilon))
            """)
        if let group = report.group {
            Console.print(
                "  \(group) units together           \(PrivacyRun.text(report.groupEpsilon)) at delta "
                    + PrivacyRun.text(report.groupDelta))
        }
    }
}

/// The command `symbolon dp calibrate`.
struct PrivacyCalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Find the least noise that keeps repeated use within a target.",
        discussion: """
            Noise is in units of the sensitivity.

            Examples:
              symbolon dp calibrate --epsilon 1 --delta 1e-6
              symbolon dp calibrate --epsilon 1 --delta 1e-6 --count 1000 --accountant rdp --json
            """)

    enum Mechanism: String, ExpressibleByArgument, CaseIterable {
        case gaussian
        case laplace
    }

    @Option(help: "The target epsilon.")
    var epsilon: Double

    @Option(help: "The target delta.")
    var delta: Double

    @Option(help: "How often the mechanism is used.")
    var count: UInt64 = 1

    @Option(help: "The share of records in each Poisson sample.")
    var rate = 1.0

    @Option(help: "gaussian or laplace.")
    var mechanism = Mechanism.gaussian

    @Option(help: "analytic, rdp or pld (default: analytic without sampling, pld with).")
    var accountant: String?

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    func validate() throws {
        guard (1...PrivacyEvent.countMax).contains(count) else { throw ValidationError("--count is 1 to 2^32") }
        guard rate > 0, rate <= 1 else { throw ValidationError("--rate is above 0 and at most 1") }
        if let accountant, Calibration.Accountant(rawValue: accountant) == nil {
            throw ValidationError("--accountant is analytic, rdp or pld")
        }
    }

    private struct Report: Encodable {
        var mechanism: String
        var noise: Double
        var epsilon: Double
        var delta: Double
        var count: UInt64
    }

    func run() throws {
        let chosen = accountant.flatMap(Calibration.Accountant.init) ?? (rate == 1 ? .analytic : .distribution)
        let noise = try PrivacyRun.run { () throws(PrivacyError) in
            switch mechanism {
            case .gaussian:
                try Calibration.sigma(epsilon: epsilon, delta: delta, count: count, rate: rate, by: chosen)
            case .laplace: try Calibration.laplaceScale(epsilon: epsilon, delta: delta, count: count)
            }
        }
        let name = mechanism == .gaussian ? "sigma" : "scale"
        let report = Report(
            mechanism: mechanism.rawValue, noise: noise, epsilon: epsilon, delta: delta, count: count)
        Console.print(json ? try PrivacyRun.json(report) : "\(name) \(noise)")
    }
}
