/// Words that may not stand in the code.
enum WordRules {
    /// A word, with the neighbours that make it the banned thing where the word alone is innocent.
    struct BannedWord {
        let text: String
        var previous: Character?
        var next: Character?
        let reason: String

        func matches(_ word: Word) -> Bool {
            word.text == text && (previous == nil || word.previous == previous) && (next == nil || word.next == next)
        }
    }

    /// What would make two machines disagree about a block, or let the rules know of anything but state and arguments.
    static let bannedInLedger: [BannedWord] = {
        // Conforming to Hashable names the type Hasher; making one is what gives values that differ.
        var banned = [
            BannedWord(text: "Date", next: "(", reason: timeReason),
            BannedWord(text: "Hasher", next: "(", reason: hashReason),
        ]
        for (reason, words) in ledgerWords {
            banned += words.map { BannedWord(text: $0, reason: reason) }
        }
        banned += ["random", "randomElement", "shuffle", "shuffled"].map {
            BannedWord(text: $0, previous: ".", reason: chanceReason)
        }
        return banned
    }()

    private static let timeReason = "block time and height are arguments"
    private static let hashReason = "hash values differ between processes"
    private static let chanceReason = "execution draws no random numbers"
    private static let ledgerWords: [(reason: String, words: [String])] = [
        (
            "amounts are integers; floating point differs between machines",
            ["Double", "Float", "Float16", "Float32", "Float64", "Float80", "CGFloat", "NSNumber", "NSDecimalNumber"]
        ),
        (chanceReason, ["SecureRandom", "SystemRandomNumberGenerator", "UUID"]),
        (hashReason, ["hashValue", "ObjectIdentifier"]),
        (
            "execution is synchronous and on one thread",
            [
                "Task", "TaskGroup", "async", "await", "actor", "Atomic", "DispatchGroup", "DispatchQueue", "Mutex",
                "Thread",
            ]
        ),
        (
            timeReason,
            ["ContinuousClock", "DispatchTime", "ProcessInfo", "SuspendingClock", "clock_gettime", "gettimeofday"]
        ),
        (
            "execution knows no locale, no time zone with rules and no disk",
            ["Bundle", "Calendar", "DateFormatter", "FileManager", "Locale", "NumberFormatter", "TimeZone"]
        ),
    ]

    /// What would stop the process, or hide that it may.
    static let bannedInSources = [
        BannedWord(text: "fatalError", next: "(", reason: "throw a typed error, or state a precondition"),
        BannedWord(text: "try", next: "!", reason: "handle the error"),
        BannedWord(text: "as", next: "!", reason: "use a conditional cast"),
    ]

    static func banned(_ words: [BannedWord], in source: SwiftSource) -> [Finding] {
        source.code.indices.flatMap { index in
            source.words(ofLine: index).compactMap { word in
                guard let banned = words.first(where: { $0.matches(word) }) else { return nil }
                return Finding(
                    path: source.path, line: index + 1,
                    message: "\(banned.previous.map(String.init) ?? "")\(word.text)"
                        + "\(banned.next.map(String.init) ?? "") is banned here: \(banned.reason)")
            }
        }
    }

    /// Finds `value!` and types with `!`; the operator `!=` and the prefix `!` are no unwraps.
    static func forceUnwraps(_ source: SwiftSource) -> [Finding] {
        source.code.indices.flatMap { index in
            let characters = Array(source.code[index])
            return characters.indices.dropFirst().compactMap { position -> Finding? in
                guard characters[position] == "!" else { return nil }
                let before = characters[position - 1]
                guard before.isLetter || before.isNumber || "_)]>?\"`".contains(before) else { return nil }
                if position + 1 < characters.count, characters[position + 1] == "=" { return nil }
                let word = String(characters[..<position]).split { !$0.isLetter }.last ?? ""
                if before.isLetter, word == "try" || word == "as" { return nil }
                return Finding(path: source.path, line: index + 1, message: "a force unwrap; unwrap with a condition")
            }
        }
    }

    /// Finds reminders of unfinished work; the words are looked for in comments as well.
    static func reminders(path: String, text: String) -> [Finding] {
        var findings: [Finding] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for word in Word.words(in: String(line)) where ["TODO", "FIXME", "XXX", "HACK"].contains(word.text) {
                findings.append(
                    Finding(path: path, line: index + 1, message: "\(word.text): finish it or leave it out"))
            }
        }
        return findings
    }

    /// Finds `@unchecked Sendable` without a comment above the declaration that says why it is safe.
    static func unprovenSendable(_ source: SwiftSource) -> [Finding] {
        source.code.indices.compactMap { index in
            guard source.code[index].contains("@unchecked Sendable") else { return nil }
            // The conformance may stand on a later line than the declaration's keyword, and attributes above that.
            var declaration = index
            while declaration > 0, !declares(source.words(ofLine: declaration)) { declaration -= 1 }
            var above = declaration - 1
            while above >= 0, source.lines[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
            if above >= 0, source.lines[above].drop(while: { $0 == " " }).hasPrefix("//") { return nil }
            return Finding(
                path: source.path, line: index + 1,
                message: "@unchecked Sendable needs a comment above it that proves it")
        }
    }

    private static func declares(_ words: [Word]) -> Bool {
        words.contains { ["actor", "class", "enum", "extension", "struct"].contains($0.text) }
    }
}
