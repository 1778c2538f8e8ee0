extension DemoReport {
    /// The report as a person reads it.
    package func text(command: String) -> String {
        var lines = [
            "",
            "Symbolon demo: \(grouped(purchases)) real purchases, \(firstDay) to \(lastDay), seed \(seed)",
            "",
        ]
        lines += story.map { "  \($0)" }
        lines += ["", "Rights on the ledger: minted = circulating + reserved + burned + expired", ""]
        lines += supplyTable
        lines += [
            "", "  Holders to buy-back are what was burned, by cause. \(measures)",
            "  Liability, in dollars: the face value of what circulates outside the issuer's own account.",
            "", "Settlement between the parties: net per month, in dollars; each row sums to zero", "",
        ]
        lines += settlementTable
        lines += ["", "Checks", ""]
        lines += checks.map { "  \($0.holds ? "✓" : "✗") \($0.text)" }
        lines += [
            "", "  app hash \(appHash)", "  at height \(height) of chain \(chain)", "",
            "  \(grouped(transactions)) transactions in \(ReadableNumber.rounded(seconds)) s: "
                + "\(ReadableNumber.rounded(transactionsPerSecond)) per second, every one signed, checked, executed and",
            "  committed with a synced write. The keys derive from the seed, so they are for demonstration only.",
            "", "Next", "",
            "  \(command) demo --serve              the same, then leaves the node running with its HTTP API",
            "  \(command) demo --seed 2             other customers' choices, another app hash",
            "  \(command) node start --home \(directory)",
            "                                       the state of this run is there; go on with it",
            "",
        ]
        return lines.joined(separator: "\n")
    }

    private func grouped(_ value: some FixedWidthInteger) -> String { ReadableNumber.grouped(value) }

    private func count(_ type: String) -> String { grouped(eventCounts[type] ?? 0) }

    /// What happened, in sentences.
    private var story: [String] {
        var lines = [
            "A till attested \(grouped(purchases)) purchases of \(grouped(customers)) customers as salted events under "
                + "pseudonyms; campaigns paid for them.",
            "The customers redeemed \(count("redeemed")) times at partners (\(count("refunded")) taken back), passed on "
                + "rights \(count("transferred")) times,",
            "split \(count("lotSplit")) lots and joined \(count("lotsCombined")) again, offered \(count("itemOffered")) "
                + "collectibles and bought \(count("itemSold")), and sold points back \(count("boughtBack")) times.",
            "The node made \(grouped(blocks)) blocks with \(grouped(transactions)) transactions and "
                + "\(grouped(events)) ledger events.",
        ]
        if !refusals.isEmpty {
            let list = refusals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\($0.key) \(grouped($0.value))" }
            lines.append("The ledger refused some of them, which changed nothing: \(list.joined(separator: ", ")).")
        }
        return lines
    }

    /// What the numbers of the supply table count.
    private var measures: String {
        let entitlements = classes.filter { $0.kind == "entitlement" }.map(\.symbol).joined(separator: " and ")
        return entitlements.isEmpty ? "" : "\(entitlements) counts quantity × scopes × days."
    }

    private var supplyTable: [String] {
        var table = TextTable(header: [
            "class", "minted", "circulating", "reserved", "holders", "redeemed", "calendar", "buy-back", "expired",
            "liability",
        ])
        for rightsClass in classes {
            let burned = rightsClass.burned
            let amounts = [
                rightsClass.minted, rightsClass.circulating, rightsClass.reserved, burned.holder, burned.redemption,
                burned.calendar, burned.buyBack, rightsClass.expired,
            ]
            let liability = ReadableNumber.decimal(cents: rightsClass.liability)
            table.add([rightsClass.symbol] + amounts.map { $0 == 0 ? "·" : grouped($0) } + [liability])
        }
        return table.lines()
    }

    private var settlementTable: [String] {
        let parties = Set(settlements.flatMap(\.positions.keys)).sorted()
        var table = TextTable(header: ["month"] + parties + ["payments"])
        for settlement in settlements {
            let positions = parties.map { party in
                settlement.positions[party].map { ReadableNumber.decimal(cents: $0) } ?? "·"
            }
            table.add([settlement.month] + positions + ["\(settlement.payments)"])
        }
        return table.lines()
    }

    private var checks: [(holds: Bool, text: String)] {
        [
            (supplyConserved, "the supply of all \(classes.count) classes adds up"),
            (
                netPositionsSum == 0 && paymentsConfirmed == payments,
                "net positions of \(settlements.count) months sum to zero; both sides confirmed all \(payments) payments"
            ),
            (
                appHash == appHashAfterRestart,
                "the node was stopped and started again from disk, and has the same app hash"
            ),
        ]
    }
}
