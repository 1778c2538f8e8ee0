internal import Yams

/// One value of a strict document, with its place for messages.
struct StrictValue {
    private let node: Yams.Node
    private let source: String
    /// The key that leads here, such as `accounts[2].roles`.
    let path: String

    init(_ node: Yams.Node, source: String, path: String) {
        self.node = node
        self.source = source
        self.path = path
    }

    /// The line on which the value stands, from 1.
    var line: Int? { node.mark?.line }

    /// A problem at this place.
    func problem(_ reason: String, fix: String? = nil) -> DocumentProblem {
        DocumentProblem(source: source, line: line, key: path, reason: reason, fix: fix)
    }

    /// The text of a plain or quoted scalar.
    ///
    /// - Throws: Where the value is a list or a mapping.
    func text() throws(DocumentProblem) -> String {
        guard case .scalar(let scalar) = node else { throw problem("a single value is expected") }
        return scalar.string
    }

    /// A whole number in plain decimal digits.
    ///
    /// - Throws: Where the value is not one, or not in the range.
    func integer(in range: ClosedRange<Int64>) throws(DocumentProblem) -> Int64 {
        let text = try text()
        guard let value = DecimalText.integer(text), range.contains(value) else {
            throw problem(
                "a whole number from \(range.lowerBound) to \(range.upperBound) is expected, not \"\(text.prefix(40))\""
            )
        }
        return value
    }

    /// The values of a list.
    ///
    /// - Throws: Where the value is not a list, or a longer one than `countMax`.
    func list(countMax: Int) throws(DocumentProblem) -> [StrictValue] {
        guard case .sequence(let sequence) = node else { throw problem("a list is expected") }
        guard sequence.count <= countMax else {
            throw problem("the list has \(sequence.count) entries; at most \(countMax) are allowed")
        }
        return sequence.enumerated().map { StrictValue($1, source: source, path: "\(path)[\($0)]") }
    }

    /// The mapping.
    ///
    /// - Throws: Where the value is not a mapping, or a key of it is not a text.
    func mapping() throws(DocumentProblem) -> StrictMapping {
        try StrictMapping(node, source: source, path: path)
    }
}

/// A mapping of which each key is taken once; what is left over is unknown.
struct StrictMapping {
    private let source: String
    private let path: String
    private let line: Int?
    private var values: [(key: String, line: Int?, value: StrictValue)] = []
    private var known: [String] = []

    init(_ node: Yams.Node, source: String, path: String) throws(DocumentProblem) {
        self.source = source
        self.path = path
        line = node.mark?.line
        guard case .mapping(let mapping) = node else {
            throw DocumentProblem(
                source: source, line: line, key: path, reason: "keys with values (\"key: value\") are expected")
        }
        for (keyNode, valueNode) in mapping {
            guard case .scalar(let scalar) = keyNode else {
                throw DocumentProblem(
                    source: source, line: keyNode.mark?.line, key: path, reason: "a key must be a single word")
            }
            let keyPath = path.isEmpty ? scalar.string : "\(path).\(scalar.string)"
            let value = StrictValue(valueNode, source: source, path: keyPath)
            values.append((scalar.string, keyNode.mark?.line, value))
        }
    }

    /// The keys and values in the order of the file.
    var entries: [(key: String, line: Int?, value: StrictValue)] { values }

    /// Takes the value of a key; `nil` where it is absent.
    mutating func take(_ key: String) -> StrictValue? {
        known.append(key)
        guard let index = values.firstIndex(where: { $0.key == key }) else { return nil }
        return values.remove(at: index).value
    }

    /// Takes the value of a key that must be there.
    mutating func require(_ key: String, example: String) throws(DocumentProblem) -> StrictValue {
        guard let value = take(key) else {
            throw DocumentProblem(
                source: source, line: line, key: path, reason: "the key \"\(key)\" is missing",
                fix: "add for example \"\(key): \(example)\"")
        }
        return value
    }

    /// Refuses what nobody has taken.
    ///
    /// - Throws: The first unknown key, with the known key that looks most like it.
    func finish() throws(DocumentProblem) {
        guard let unknown = values.first else { return }
        throw StrictMapping.unknownKey(
            unknown.key, known: known, source: source, line: unknown.line, path: unknown.value.path)
    }

    /// The problem of a key that nobody knows.
    static func unknownKey(
        _ key: String, known: [String], source: String, line: Int?, path: String
    ) -> DocumentProblem {
        let suggestion = EditDistance.nearest(to: key, in: known).map { "did you mean \"\($0)\"?" }
        return DocumentProblem(
            source: source, line: line, key: String(path.prefix(100)), reason: "the key is unknown",
            fix: suggestion ?? "known keys here: \(known.joined(separator: ", "))")
    }
}
