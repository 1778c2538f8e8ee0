internal import RightsLedger

/// Reads a programme from its file.
package enum ProgrammeFile {
    /// The largest file that is read, in bytes.
    package static let byteCountMax = 64 << 10

    /// Reads and checks a file.
    ///
    /// - Throws: ``WorkbenchError/fileUnreadable(path:)``, ``WorkbenchError/fileTooLarge(path:byteCountMax:)`` or
    ///   ``WorkbenchError/programmeInvalid(path:place:reason:)``.
    package static func read(path: String) throws(WorkbenchError) -> Programme {
        let bytes = try BoundedFile.read(path: path, byteCountMax: byteCountMax)
        return try parse(String(decoding: bytes, as: UTF8.self), path: path)
    }

    /// Checks a file's content.
    ///
    /// - Throws: ``WorkbenchError/programmeInvalid(path:place:reason:)``.
    package static func parse(_ text: String, path: String) throws(WorkbenchError) -> Programme {
        let root = try YAMLSection(
            file: path, text: text,
            keys: [
                "version", "chain", "currency", "parties", "classes", "campaigns", "agreements", "gifts", "burns",
                "behaviour",
            ])
        _ = try root.number("version", in: 1...1)
        let currency = try root.value("currency", "a currency of three letters A-Z") { CurrencyCode($0) }
        var reader = ProgrammeReader(currency: currency)
        try reader.readParties(root)
        try reader.readClasses(root)
        let burns = try root.section("burns", keys: ["calendar", "buy_back"])
        return Programme(
            chainID: try root.value("chain", "1 to 50 letters, digits and hyphens") { isChainID($0) ? $0 : nil },
            currency: currency, parties: reader.parties, classes: reader.classes, campaigns: try reader.campaigns(root),
            agreements: try reader.agreements(root), gifts: try reader.gifts(root),
            calendarBurns: try reader.calendarBurns(burns), buyBack: try reader.buyBack(burns),
            behaviour: try reader.behaviour(root))
    }

    private static func isChainID(_ text: String) -> Bool {
        (1...50).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || Character(Unicode.Scalar(byte)).isASCIIDigit
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}
