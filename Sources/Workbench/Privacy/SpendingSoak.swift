internal import DifferentialPrivacy
internal import Foundation

/// Kills the real program between charging a query and showing its answer, and lets many processes spend at once.
///
/// Rounds have a dataset each. In a round, queries run one after the other and most are killed; afterwards a number of
/// processes ask at the same time until the budget refuses each of them. After every kill the ledger is read and held
/// against the answers that were seen.
package struct SpendingSoak {
    /// How much is done.
    package struct Options: Sendable {
        package var kills: Int
        package var spenders: Int
        package var seed: UInt64
        /// The program to run; `nil` for this one.
        package var executable: String?

        /// States how much.
        package init(kills: Int, spenders: Int, seed: UInt64, executable: String? = nil) {
            self.kills = kills
            self.spenders = spenders
            self.seed = seed
            self.executable = executable
        }
    }

    /// What came out.
    package struct Report: Encodable, Sendable {
        package var kills = 0
        /// Where the kills landed: nothing charged yet; charged, no record; a record, but not bound to the charge; bound,
        /// whether or not the answer was shown.
        package var killedBeforeReserve = 0
        package var killedBeforeRelease = 0
        package var killedBeforeCommit = 0
        package var killedAfterCommit = 0
        /// Answers that reached their reader.
        package var answers = 0
        package var refusals = 0
        package var spenders = 0
        package var datasets = 0
        /// The sums over all datasets.
        package var total = 0.0
        package var spent = 0.0
        /// The cost of the answers that were shown.
        package var released = 0.0
        package var seed: UInt64 = 0
        package var seconds = 0.0
        package var failures: [String] = []

        /// The report as lines for people.
        package var text: String {
            """
            \(kills) kills: \(killedBeforeReserve) before the charge, \(killedBeforeRelease) between charge and record, \
            \(killedBeforeCommit) between record and commit, \(killedAfterCommit) after the commit
            \(spenders) spenders at once on each of \(datasets) datasets: \(answers) answers in all, \(refusals) refusals
            budget \(total), charged \(spent), released \(released); \(seconds) s
            \(failures.isEmpty ? "nothing was answered twice or for free" : failures.joined(separator: "\n"))
            """
        }
    }

    private static let killsPerRound = 50
    private static let cost = 0.01
    private static let spareCharges = 24

    private let options: Options
    private let executable: String
    private var random: UInt64
    private var report = Report()

    /// Prepares a run.
    ///
    /// - Throws: ``WorkbenchError/processFailed(_:)`` where the program is not found.
    package init(options: Options) throws(WorkbenchError) {
        self.options = options
        guard let path = options.executable ?? Bundle.main.executableURL?.resolvingSymlinksInPath().path else {
            throw .processFailed("the path of the running program is not known")
        }
        executable = path
        random = options.seed
        report.seed = options.seed
        report.spenders = options.spenders
    }

    /// Runs all rounds.
    ///
    /// - Parameter progress: Called with the number of kills so far.
    package mutating func run(progress: (Int) -> Void) throws(WorkbenchError) -> Report {
        let start = ContinuousClock.now
        let folder = FileManager.default.temporaryDirectory.appending(path: "symbolon-spending-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        while report.kills < options.kills, report.failures.isEmpty {
            let kills = min(SpendingSoak.killsPerRound, options.kills - report.kills)
            var round = try SpendingRound(
                folder: "\(folder)/\(report.datasets)", executable: executable, cost: SpendingSoak.cost,
                charges: 2 * kills + SpendingSoak.spareCharges)
            report.datasets += 1
            let goal = report.kills + kills
            var attempts = 0
            while report.kills < goal, report.failures.isEmpty {
                attempts += 1
                // Queries that end before they are killed use the budget up as well.
                guard attempts <= 2 * kills else { break }
                try kill(in: &round)
                progress(report.kills)
            }
            guard report.kills > goal - kills else {
                throw .processFailed("no query of a round could be killed before it ended")
            }
            try round.spendTogether(spenders: options.spenders, report: &report)
            try round.conclude(report: &report)
        }
        report.seconds = Double((ContinuousClock.now - start).components.seconds)
        return report
    }

    /// Starts one query and kills it, at one of four instants.
    private mutating func kill(in round: inout SpendingRound) throws(WorkbenchError) {
        let instant: SpendingRound.Instant =
            switch next() % 5 {
            case 0: .afterStart(microseconds: next() % 30_000)
            case 1, 2: .afterCharge(microseconds: next() % 20_000)
            case 3: .afterRecord(microseconds: 0)
            default: .afterRecord(microseconds: next() % 1_500)
            }
        try round.killOne(at: instant, report: &report)
    }

    /// Numbers that the seed decides (splitmix64).
    private mutating func next() -> UInt64 {
        random &+= 0x9e37_79b9_7f4a_7c15
        var mixed = random
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
