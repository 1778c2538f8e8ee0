internal import ChainNode
internal import CommandShell
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// Kills a real node at random instants under load and checks that nothing it promised is lost.
package struct CrashSoak: Sendable {
    /// What the caller can choose.
    package struct Options: Sendable {
        /// How often to kill; at least 1.
        package var kills: Int
        /// What the load and the instants derive from.
        package var seed: UInt64
        /// An empty folder for the node; `nil` for a temporary one, which is removed when everything holds.
        package var directory: String?
        /// The program to run; `nil` for the one that runs now.
        package var executable: String?

        package init(kills: Int, seed: UInt64, directory: String? = nil, executable: String? = nil) {
            self.kills = kills
            self.seed = seed
            self.directory = directory
            self.executable = executable
        }
    }

    /// The moment at which a kill is aimed.
    private enum Moment: String, CaseIterable {
        /// While the process starts and recovers.
        case startup = "at start"
        /// While it serves a load.
        case load = "under load"
        /// Right after a batch was handed in, when its block is executed and written.
        case commit = "at commit"
    }

    /// What the run found.
    package let report: CrashReport
    /// Where the node's files are, if they were kept.
    package let keptDirectory: String?

    /// Runs the test.
    package init(options: Options) async throws(WorkbenchError) {
        let began = ContinuousClock.now
        var supervisor = try await CrashSupervisor(options: options)
        try await supervisor.setUp()
        var progress = ProgressBar(title: "Killing", total: options.kills)
        var draws = SeededDraws(seed: options.seed, label: "kills")
        var killsDuring: [String: Int] = [:]
        for kill in 1...max(1, options.kills) {
            let moment = Moment.allCases[draws.below(Moment.allCases.count)]
            killsDuring[moment.rawValue, default: 0] += 1
            switch moment {
            case .startup: try await supervisor.killAtStart(after: .milliseconds(draws.below(400)))
            case .load:
                try await supervisor.killUnderLoad(after: .milliseconds(draws.below(800)), batches: 1 + draws.below(4))
            case .commit: try await supervisor.killUnderLoad(after: .milliseconds(draws.below(40)), batches: 1)
            }
            progress.update(done: kill, note: "\(kill) of \(options.kills)")
        }
        progress.finish()
        let ending = try await supervisor.finish()
        report = CrashReport(
            seed: options.seed, kills: options.kills, killsDuring: killsDuring, recoveries: ending.recoveries,
            submittedTransactions: ending.submitted, acknowledgedTransactions: ending.acknowledged,
            lostTransactions: ending.lost, committedTransactions: ending.committed, height: ending.height,
            appHash: ending.appHash.hex, replayAppHash: ending.replayAppHash.hex, appHashEqual: ending.replayIsEqual,
            recoveryMilliseconds: Percentiles(of: ending.recoveryMilliseconds),
            seconds: ((began.duration(to: .now) / .seconds(1)) * 10).rounded() / 10)
        if options.directory == nil, report.failures.isEmpty {
            supervisor.home.remove()
            keptDirectory = nil
        } else {
            keptDirectory = supervisor.home.directory
        }
    }
}
