#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The `.sym` format: a line `label,wire,component,name` for each signal, -1 for the wire of a removed one.
package enum SymbolFile {
    /// Reads a file from disk.
    package static func read(path: String) throws(ConstraintSystemError) -> SymbolTable {
        let data = try SectionFile.map(path: path)
        return try read(text: data)
    }

    /// Reads a file that is in memory.
    package static func read(bytes: [UInt8]) throws(ConstraintSystemError) -> SymbolTable {
        try read(text: Data(bytes))
    }

    private static func read(text: Data) throws(ConstraintSystemError) -> SymbolTable {
        var symbols: [SymbolTable.Symbol] = []
        var lineNumber = 0
        var rest = text[...]
        while !rest.isEmpty {
            lineNumber += 1
            // Every line ends with a line feed, the last one too.
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
                let symbol = symbol(ofLine: [UInt8](rest[rest.startIndex..<end]))
            else { throw .symbolLineInvalid(line: lineNumber) }
            symbols.append(symbol)
            rest = rest[(end + 1)...]
        }
        return SymbolTable(symbols: symbols)
    }

    private static func symbol(ofLine line: [UInt8]) -> SymbolTable.Symbol? {
        let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard fields.count == 4, let label = number(fields[0]), let component = number(fields[2]),
            let name = String(validating: fields[3], as: UTF8.self), !name.isEmpty
        else { return nil }
        if fields[1].elementsEqual("-1".utf8) {
            return SymbolTable.Symbol(label: label, wire: nil, component: component, name: name)
        }
        guard let wire = number(fields[1]).flatMap({ UInt32(exactly: $0) }) else { return nil }
        return SymbolTable.Symbol(label: label, wire: wire, component: component, name: name)
    }

    /// A decimal number without sign or superfluous zeros.
    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else { return nil }
        var value: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (product, overflows) = value.multipliedReportingOverflow(by: 10)
            let (sum, carries) = product.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
            guard !overflows, !carries else { return nil }
            value = sum
        }
        return value
    }

    /// The bytes of the file.
    package static func bytes(of table: SymbolTable) -> [UInt8] {
        var bytes: [UInt8] = []
        for symbol in table.symbols { append(symbol, to: &bytes) }
        return bytes
    }

    /// Writes a file to disk.
    package static func write(_ table: SymbolTable, path: String) throws(ConstraintSystemError) {
        do {
            try Data(bytes(of: table)).write(to: URL(fileURLWithPath: path))
        } catch {
            throw .fileUnwritable(path: path)
        }
    }

    private static func append(_ symbol: SymbolTable.Symbol, to bytes: inout [UInt8]) {
        let wire = symbol.wire.map { String($0) } ?? "-1"
        bytes.append(contentsOf: "\(symbol.label),\(wire),\(symbol.component),\(symbol.name)\n".utf8)
    }
}
