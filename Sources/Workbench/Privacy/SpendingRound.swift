internal import DifferentialPrivacy
internal import Foundation

/// One dataset of the spending test, and the processes that ask it.
struct SpendingRound {
    /// When a process is killed.
    enum Instant {
        case afterStart(microseconds: UInt64)
        case afterCharge(microseconds: UInt64)
        case afterRecord(microseconds: UInt64)
    }

    private static let memberCount = 20_000
    private static let patience = Duration.seconds(60)

    private let folder: String
    private let executable: String
    private let dataset: String
    private let cost: Double
    private let engine: QueryEngine
    private let ledger: BudgetLedger
    /// The reservations whose answers were seen.
    private var shown: Set<UInt64> = []
    private var entryCount = 1

    /// Writes and registers a dataset whose budget covers a number of charges.
    init(folder: String, executable: String, cost: Double, charges: Int) throws(WorkbenchError) {
        self.folder = folder
        self.executable = executable
        self.cost = cost
        dataset = folder + "/registered"
        var rows = "member,value\n"
        for member in 0..<SpendingRound.memberCount { rows += "m\(member),\(member % 100)\n" }
        let document = """
            name: soak
            file: rows.csv
            unit: member
            bounds: {groups_per_unit: 1, records_per_group: 1}
            columns:
              - {name: member, type: text}
              - {name: value, type: integer, minimum: 0, maximum: 100}
            budget: {epsilon: \(charges)/100}
            analysts: [{name: first}, {name: second}]
            """
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, text) in [
                ("rows.csv", rows), ("dataset.yaml", document),
                ("first.yaml", "{analyst: first, epsilon: 0.01, measures: [{measure: count}]}"),
                ("second.yaml", "{analyst: second, epsilon: 0.01, measures: [{measure: sum, column: value}]}"),
            ] {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            }
        } catch {
            throw .directoryUnusable(path: folder, reason: "\(error)")
        }
        do throws(PrivacyError) {
            let registered = try DatasetFolder.register(document: folder + "/dataset.yaml", into: dataset)
            engine = QueryEngine(dataset: registered, codeVersion: "soak")
            ledger = registered.ledger
        } catch {
            throw .checkFailed(error.description)
        }
    }

    /// Runs one query and kills it at an instant, or notes its answer where it was faster.
    mutating func killOne(at instant: Instant, report: inout SpendingSoak.Report) throws(WorkbenchError) {
        let process = try start("first.yaml", output: "one")
        let number = UInt64(entryCount)
        let ledgerPath = dataset + "/ledger.jsonl"
        let size = SpendingRound.size(ledgerPath)
        switch instant {
        case .afterStart(let delay): wait(microseconds: delay)
        case .afterCharge(let delay):
            waitUntil(process) { SpendingRound.size(ledgerPath) > size }
            wait(microseconds: delay)
        case .afterRecord(let delay):
            waitUntil(process) { FileManager.default.fileExists(atPath: "\(dataset)/releases/\(number).json") }
            wait(microseconds: delay)
        }
        _ = Foundation.kill(process.processIdentifier, SIGKILL)
        try finish(process)
        let isKilled = process.terminationReason == .uncaughtSignal
        if isKilled { report.kills += 1 }
        try account(for: number, output: "one", isKilled: isKilled, report: &report)
    }

    /// Reads the ledger after a kill and says where it landed.
    private mutating func account(
        for number: UInt64, output: String, isKilled: Bool, report: inout SpendingSoak.Report
    ) throws(WorkbenchError) {
        let status = try status()
        let fresh = status.entries.dropFirst(entryCount)
        entryCount = status.entries.count
        let isCharged = fresh.contains { $0.kind == .reserve }
        let isCommitted = fresh.contains { $0.kind == .commit }
        let answer = SpendingRound.reservation(in: "\(folder)/\(output).out")
        if isKilled {
            let hasRecord = FileManager.default.fileExists(atPath: "\(dataset)/releases/\(number).json")
            if isCommitted {
                report.killedAfterCommit += 1
            } else if isCharged, hasRecord {
                report.killedBeforeCommit += 1
            } else if isCharged {
                report.killedBeforeRelease += 1
            } else {
                report.killedBeforeReserve += 1
            }
        }
        if isCharged, !isCommitted, (try? engine.record(number)) != nil {
            report.failures.append("release \(number) can be read without a commit")
        }
        if let answer { note(answer, status, report: &report) }
        check(status, report: &report)
    }

    /// Notes an answer that was seen.
    private mutating func note(_ number: UInt64, _ status: BudgetStatus, report: inout SpendingSoak.Report) {
        report.answers += 1
        report.released += cost
        if !shown.insert(number).inserted { report.failures.append("reservation \(number) was answered twice") }
        let kinds = status.entries.filter { $0.reservation == number }.map(\.kind)
        if kinds != [.reserve, .commit] {
            report.failures.append("release \(number) was shown without a bound charge")
        }
        if (try? engine.record(number)) == nil { report.failures.append("release \(number) cannot be read again") }
    }

    private func check(_ status: BudgetStatus, report: inout SpendingSoak.Report) {
        if !status.spent.isWithin(status.total) {
            report.failures.append("charged \(status.spent) of \(status.total)")
        }
        if Double(shown.count) * cost > status.spent.lossValue + 1e-9 {
            report.failures.append("\(shown.count) answers for \(status.spent)")
        }
    }

    /// Lets processes ask at the same time, each until it is refused.
    mutating func spendTogether(spenders: Int, report: inout SpendingSoak.Report) throws(WorkbenchError) {
        var running: [(process: Process, spender: Int)] = []
        for spender in 0..<spenders {
            running.append((try start(SpendingRound.document(spender), output: "spender\(spender)"), spender))
        }
        let end = ContinuousClock.now + SpendingRound.patience
        var answered: [UInt64] = []
        while !running.isEmpty {
            guard ContinuousClock.now < end else { throw .processFailed("a spender did not end in time") }
            usleep(500)
            for index in running.indices.reversed() where !running[index].process.isRunning {
                let (process, spender) = running[index]
                switch process.terminationStatus {
                case 0:
                    guard let number = SpendingRound.reservation(in: "\(folder)/spender\(spender).out") else {
                        throw .processFailed("a spender ended well without an answer")
                    }
                    answered.append(number)
                    running[index].process = try start(
                        SpendingRound.document(spender), output: "spender\(spender)")
                case 1:
                    report.refusals += 1
                    running.remove(at: index)
                default: throw .processFailed("a spender ended with \(process.terminationStatus)")
                }
            }
        }
        let status = try status()
        entryCount = status.entries.count
        for number in answered { note(number, status, report: &report) }
        check(status, report: &report)
    }

    /// Adds up the round: the budget must be used up exactly, since everybody asked until they were refused.
    func conclude(report: inout SpendingSoak.Report) throws(WorkbenchError) {
        let status = try status()
        report.total += status.total.lossValue
        report.spent += status.spent.lossValue
        if status.spent != status.total {
            report.failures.append("a refusal came while \(status.remaining) was left")
        }
        let commits = status.entries.filter { $0.kind == .commit }.count
        let reserves = status.entries.filter { $0.kind == .reserve }.count
        if commits + status.openReservations.count != reserves {
            report.failures.append("\(reserves) charges, \(commits) answers and \(status.openReservations.count) open")
        }
    }

    private static func document(_ spender: Int) -> String { spender.isMultiple(of: 2) ? "first.yaml" : "second.yaml" }

    private func status() throws(WorkbenchError) -> BudgetStatus {
        do throws(PrivacyError) {
            return try ledger.status()
        } catch {
            throw .checkFailed(error.description)
        }
    }

    private func start(_ query: String, output: String) throws(WorkbenchError) -> Process {
        let place = "\(folder)/\(output).out"
        guard FileManager.default.createFile(atPath: place, contents: nil),
            let handle = FileHandle(forWritingAtPath: place)
        else { throw .directoryUnusable(path: place, reason: "the file cannot be created") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = ["dp", "query", dataset, folder + "/" + query, "--json"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw .processFailed("\(executable) cannot be started")
        }
        try? handle.close()
        return process
    }

    private func wait(microseconds: UInt64) {
        if microseconds > 0 { usleep(UInt32(microseconds)) }
    }

    /// Waits for an event, or for the end of the process.
    private func waitUntil(_ process: Process, _ isReached: () -> Bool) {
        while process.isRunning, !isReached() { usleep(50) }
    }

    private func finish(_ process: Process) throws(WorkbenchError) {
        let end = ContinuousClock.now + SpendingRound.patience
        while process.isRunning {
            guard ContinuousClock.now < end else { throw .processFailed("a killed process did not end") }
            usleep(100)
        }
    }

    private static func size(_ path: String) -> UInt64 {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.uint64Value ?? 0
    }

    /// The reservation that a complete printed answer names.
    private static func reservation(in path: String) -> UInt64? {
        struct Answer: Decodable { var reservation: UInt64 }
        guard let content = FileManager.default.contents(atPath: path) else { return nil }
        return (try? JSONDecoder().decode(Answer.self, from: content))?.reservation
    }
}
