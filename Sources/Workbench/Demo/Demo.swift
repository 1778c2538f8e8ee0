internal import ChainNode
internal import CommandShell
internal import Logging
internal import RightsLedger
internal import Signatures

/// Runs a loyalty programme over real purchases on a real node.
package struct Demo: Sendable {
    /// What the caller can choose.
    package struct Options: Sendable {
        /// What keys, salts and customers' choices derive from.
        package var seed: UInt64
        /// The purchase file; `nil` for the example.
        package var data: String?
        /// The programme file; `nil` for the example.
        package var programme: String?
        /// An empty folder for the node; `nil` for a fresh temporary one.
        package var directory: String?

        package init(seed: UInt64, data: String? = nil, programme: String? = nil, directory: String? = nil) {
            self.seed = seed
            self.data = data
            self.programme = programme
            self.directory = directory
        }
    }

    /// What the run found.
    package let report: DemoReport

    let home: NodeHome

    /// Replays the purchases, stops the node, starts it again and reports.
    package init(options: Options) async throws(WorkbenchError) {
        let programme = try ProgrammeFile.read(path: Demo.path(options.programme, orExample: "programme.yaml"))
        let dataPath = try Demo.path(options.data, orExample: "CDNOW_sample.txt")
        let file = try PurchaseFile(path: dataPath)
        let accounts = try DemoAccounts(seed: options.seed, programme: programme)
        guard let setUpDay = file.purchases.first?.day.advanced(byDays: -1) else {
            throw .purchasesMissing(path: dataPath)
        }
        let regulator = accounts.partyKey(programme.regulator).publicKey
        home = try NodeHome.createFresh(
            at: options.directory, purpose: "demo", settings: Demo.settings,
            chain: NodeHome.ChainOptions(
                chainID: programme.chainID, time: setUpDay.startSecond,
                accounts: [Genesis.Account(publicKey: regulator, roles: .regulator)]))

        let session = try await NodeSession(home: home)
        var report: DemoReport
        do throws(WorkbenchError) {
            report = try await Demo.report(of: session, home, options, programme, accounts, file)
        } catch {
            await session.stop()
            throw error
        }
        await session.stop()

        let again = try await NodeSession(home: home)
        report.appHashAfterRestart = again.node.head.appHash.hex
        await again.stop()
        self.report = report
    }

    /// Replays everything on an open node.
    private static func report(
        of session: NodeSession, _ home: NodeHome, _ options: Options, _ programme: Programme,
        _ accounts: DemoAccounts, _ file: PurchaseFile
    ) async throws(WorkbenchError) -> DemoReport {
        guard let first = file.purchases.first?.day, let last = file.purchases.last?.day else {
            throw .purchasesMissing(path: file.path)
        }
        let began = ContinuousClock.now
        var replay = DemoReplay(
            programme: programme, seed: options.seed, accounts: accounts, chain: try DemoChain(node: session.node))
        try await replay.setUp(on: first.advanced(byDays: -1))
        try await Demo.replay(file.purchases, from: first, to: last, with: &replay)
        return try DemoReport(
            replay: replay, file: file, days: (first, last), elapsed: began.duration(to: .now),
            directory: home.directory)
    }

    /// No blocks but those that the demo asks for, and a quiet log.
    private static let settings = [
        (name: "empty-block-seconds", value: "0"), (name: "listen-port", value: "8080"),
        (name: "state-heights-kept", value: "100000"), (name: "log-level", value: "warning"),
    ]

    private static func path(_ chosen: String?, orExample file: String) throws(WorkbenchError) -> String {
        if let chosen { return chosen }
        return try ExampleFiles.path(of: file)
    }

    /// Replays every day of the data, and then the days until everything is settled.
    private static func replay(
        _ purchases: [Purchase], from first: CalendarDay, to last: CalendarDay, with replay: inout DemoReplay
    ) async throws(WorkbenchError) {
        let end = settledDay(after: last, programme: replay.programme)
        let total = end.number - first.number + 1
        var progress = ProgressBar(title: "Replaying", total: total)
        defer { progress.finish() }
        var next = purchases.startIndex
        for number in first.number...end.number {
            let day = CalendarDay(number: number)
            let start = next
            while next < purchases.endIndex, purchases[next].day == day { next += 1 }
            try await replay.replay(day, purchases: purchases[start..<next], hasVisits: day <= last)
            progress.update(done: number - first.number + 1, note: day.description)
        }
    }

    /// The day on which the last redemption is final, its month is netted and the payments are confirmed.
    private static func settledDay(after last: CalendarDay, programme: Programme) -> CalendarDay {
        let longestWindow = programme.agreements.map { Int($0.refundWindowDays) }.max() ?? 0
        return last.advanced(byDays: longestWindow + 1).startOfNextMonth.advanced(byDays: 1)
    }
}
