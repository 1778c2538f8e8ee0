internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy
internal import Workbench

/// The command `symbolon dp audit`.
struct PrivacyAuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Run every mechanism on neighbouring data and measure what it gives away.",
        discussion: """
            Each mechanism runs many times on two datasets that differ in one unit. The measured lower bound on the loss \
            must not exceed what is charged, and a run on both with the same randomness must take the same way and feed \
            the noise with inputs no further apart than declared.

            Examples:
              symbolon dp audit
              symbolon dp audit --runs 1000000 --json
              symbolon dp audit --timing
            """)

    @Option(help: "How often each mechanism runs on each dataset.")
    var runs = 1_000_000

    @Option(help: "What all randomness derives from.")
    var seed: UInt64 = 1

    @Option(help: "The probability with which a loss is at least its measured bound.")
    var confidence = 0.9999

    @Flag(help: "Compare the time of releases instead: large and small noise, with and without a private key.")
    var timing = false

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    func validate() throws {
        guard (1_000...100_000_000).contains(runs) else { throw ValidationError("--runs is 1000 to 100000000") }
        guard confidence > 0.5, confidence < 1 else { throw ValidationError("--confidence is above 0.5 and below 1") }
    }

    private struct Finding: Encodable {
        var mechanism: String
        var charged: Double
        var delta: Double
        var measuredLowerBound: Double
        var confidence: Double
        var runs: Int
        var violation: String?
        var passed: Bool
    }

    private struct Report: Encodable {
        var mechanisms: [Finding]
        var passed: Bool
    }

    private struct Comparison: Encodable {
        var comparison: String
        var nanoseconds: [Double]
        var difference: Double
        var halfWidth: Double
        var confidence: Double
        var bound: Double
        var passed: Bool
    }

    private struct TimingReport: Encodable {
        var timing: [Comparison]
        var passed: Bool
    }

    func run() throws {
        if timing {
            try compareTimes()
            return
        }
        let cases = try PrivacyRun.run { () throws(PrivacyError) in try AuditSuite.cases() }
        var bar = ProgressBar(title: "auditing", total: cases.count)
        defer { bar.finish() }
        let findings = try PrivacyRun.run { () throws(PrivacyError) in
            var findings: [Finding] = []
            for (index, auditCase) in cases.enumerated() {
                bar.update(done: index, note: auditCase.name)
                let found = try auditCase.audit(runCount: runs, seed: seed, confidence: confidence)
                findings.append(
                    Finding(
                        mechanism: found.mechanism, charged: found.charged, delta: found.delta,
                        measuredLowerBound: found.measuredLowerBound, confidence: found.confidence,
                        runs: found.runCount, violation: found.violation, passed: found.isKept))
                if !json {
                    bar.finish()
                    Console.print(
                        "\(found.isKept ? "kept  " : "BROKEN")  \(found.mechanism): charged "
                            + "\(PrivacyRun.text(found.charged)) at delta \(PrivacyRun.text(found.delta)), measured at "
                            + "least \(PrivacyRun.text(found.measuredLowerBound)) \(found.violation ?? "")")
                }
            }
            return findings
        }
        let broken = findings.filter { !$0.passed }.map(\.mechanism)
        if json { Console.print(try PrivacyRun.json(Report(mechanisms: findings, passed: broken.isEmpty))) }
        guard broken.isEmpty else {
            throw CommandFailure.refused("promise broken: \(broken.joined(separator: ", "))")
        }
    }

    private func compareTimes() throws {
        let found = try PrivacyRun.run { () throws(PrivacyError) in try TimingAudit().findings() }
        let comparisons = found.map { finding in
            Comparison(
                comparison: finding.comparison, nanoseconds: [finding.first, finding.second],
                difference: finding.difference, halfWidth: finding.halfWidth, confidence: TimingAudit.confidence,
                bound: finding.bound, passed: finding.isKept)
        }
        let broken = comparisons.filter { !$0.passed }.map(\.comparison)
        if json {
            Console.print(try PrivacyRun.json(TimingReport(timing: comparisons, passed: broken.isEmpty)))
        } else {
            for line in comparisons {
                Console.print(
                    "\(line.passed ? "kept  " : "BROKEN")  \(line.comparison): \(PrivacyRun.text(line.nanoseconds[0])) "
                        + "and \(PrivacyRun.text(line.nanoseconds[1])) ns, difference "
                        + "\(PrivacyRun.text(100 * line.difference)) ± \(PrivacyRun.text(100 * line.halfWidth)) %, bound "
                        + "\(PrivacyRun.text(100 * line.bound)) %")
            }
        }
        guard broken.isEmpty else { throw CommandFailure.refused("times differ: \(broken.joined(separator: ", "))") }
    }
}
