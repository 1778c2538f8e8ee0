internal import RightsLedger
internal import Yams

/// One mapping of a YAML document, read strictly: every key must be known, every value of the expected form.
///
/// Errors name the file and the path of keys, such as `classes[2].face_value`. Anchors, and with them aliases, are
/// refused: a short file could expand to a huge one.
struct YAMLSection {
    private let file: String
    private let place: String
    private let values: [String: Node]

    /// Reads a document whose root is a mapping.
    ///
    /// - Throws: ``WorkbenchError/programmeInvalid(path:place:reason:)``.
    init(file: String, text: String, keys: [String]) throws(WorkbenchError) {
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch let error as YamlError {
            throw .programmeInvalid(path: file, place: "", reason: "not YAML: \(error)")
        } catch {
            throw .programmeInvalid(path: file, place: "", reason: "not YAML")
        }
        guard let root else { throw .programmeInvalid(path: file, place: "", reason: "the file is empty") }
        try self.init(file: file, place: "", node: root, keys: keys)
    }

    private init(file: String, place: String, node: Node, keys: [String]) throws(WorkbenchError) {
        self.file = file
        self.place = place
        func fault(_ reason: String, at key: String? = nil) -> WorkbenchError {
            .programmeInvalid(path: file, place: YAMLSection.join(place, key), reason: reason)
        }
        if node.anchor != nil { throw fault("anchors and aliases are not allowed") }
        guard case .mapping(let mapping) = node else { throw fault("must be a mapping") }
        var values: [String: Node] = [:]
        for (keyNode, value) in mapping {
            guard case .scalar(let scalar) = keyNode else { throw fault("keys must be plain words") }
            let key = scalar.string
            guard keys.contains(key) else {
                throw fault("unknown key; known are \(keys.joined(separator: ", "))", at: key)
            }
            if value.anchor != nil { throw fault("anchors and aliases are not allowed", at: key) }
            values[key] = value
        }
        self.values = values
    }

    /// An error at a key of this section.
    func fault(_ reason: String, at key: String? = nil) -> WorkbenchError {
        .programmeInvalid(path: file, place: YAMLSection.join(place, key), reason: reason)
    }

    /// Whether a key has a value.
    func has(_ key: String) -> Bool { values[key] != nil }

    /// The text of a key that must be there and not be empty.
    func text(_ key: String) throws(WorkbenchError) -> String {
        guard let node = values[key] else { throw fault("is missing", at: key) }
        return try text(of: node, at: key)
    }

    /// A value that the closure makes of a key's text; `nil` of the closure is an error.
    func value<Value>(
        _ key: String, _ expected: String, _ parse: (String) -> Value?
    ) throws(WorkbenchError) -> Value {
        let text = try text(key)
        guard let value = parse(text) else { throw fault("\(text) is not \(expected)", at: key) }
        return value
    }

    /// The same as ``value(_:_:_:)`` for a key that may be absent.
    func optional<Value>(
        _ key: String, _ expected: String, _ parse: (String) -> Value?
    ) throws(WorkbenchError) -> Value? {
        has(key) ? try value(key, expected, parse) : nil
    }

    /// A whole number within a range.
    func number(_ key: String, in range: ClosedRange<UInt64> = 0...UInt64(Int64.max)) throws(WorkbenchError) -> UInt64 {
        try value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard let number = UInt64(text), range.contains(number) else { return nil }
            return number
        }
    }

    /// The same as ``number(_:in:)`` for a key that may be absent.
    func optionalNumber(
        _ key: String, in range: ClosedRange<UInt64> = 0...UInt64(Int64.max)
    ) throws(WorkbenchError) -> UInt64? {
        has(key) ? try number(key, in: range) : nil
    }

    /// A day written as `YYYY-MM-DD`.
    func day(_ key: String) throws(WorkbenchError) -> CalendarDay {
        try value(key, "a day written as YYYY-MM-DD", CalendarDay.init(text:))
    }

    /// A share written as a percentage.
    func share(_ key: String) throws(WorkbenchError) -> Percentage {
        try value(key, "a percentage such as 2.5%", Percentage.init(text:))
    }

    /// The same as ``share(_:)``; zero where the key is absent.
    func optionalShare(_ key: String) throws(WorkbenchError) -> Percentage {
        has(key) ? try share(key) : .zero
    }

    /// A ratio written as `n` or `n/d`.
    func ratio(_ key: String) throws(WorkbenchError) -> Ratio {
        try value(key, "a ratio such as 10 or 1/2") { text in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), let numerator = UInt32(parts[0]) else { return nil }
            guard parts.count == 2 else { return Ratio(UInt64(numerator)) }
            guard let denominator = UInt32(parts[1]), denominator > 0 else { return nil }
            return Ratio(UInt64(numerator), UInt64(denominator))
        }
    }

    /// The same as ``ratio(_:)``; `nil` where the key is absent.
    func optionalRatio(_ key: String) throws(WorkbenchError) -> Ratio? {
        has(key) ? try ratio(key) : nil
    }

    /// A switch written as `true` or `false`; false where the key is absent.
    func flag(_ key: String) throws(WorkbenchError) -> Bool {
        try optional(key, "true or false") { ["true": true, "false": false][$0] } ?? false
    }

    /// A list of words; empty where the key is absent.
    func words(_ key: String) throws(WorkbenchError) -> [String] {
        guard let node = values[key] else { return [] }
        guard case .sequence(let sequence) = node else { throw fault("must be a list", at: key) }
        var words: [String] = []
        for (index, element) in sequence.enumerated() { words.append(try text(of: element, at: "\(key)[\(index)]")) }
        return words
    }

    /// The mapping under a key that must be there.
    func section(_ key: String, keys: [String]) throws(WorkbenchError) -> YAMLSection {
        guard let node = values[key] else { throw fault("is missing", at: key) }
        return try YAMLSection(file: file, place: YAMLSection.join(place, key), node: node, keys: keys)
    }

    /// The list of mappings under a key; empty where the key is absent.
    func sections(_ key: String, keys: [String]) throws(WorkbenchError) -> [YAMLSection] {
        guard let node = values[key] else { return [] }
        guard case .sequence(let sequence) = node else { throw fault("must be a list", at: key) }
        var sections: [YAMLSection] = []
        for (index, element) in sequence.enumerated() {
            let place = YAMLSection.join(place, "\(key)[\(index)]")
            sections.append(try YAMLSection(file: file, place: place, node: element, keys: keys))
        }
        return sections
    }

    private func text(of node: Node, at key: String) throws(WorkbenchError) -> String {
        if node.anchor != nil { throw fault("anchors and aliases are not allowed", at: key) }
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            throw fault("must be a single value", at: key)
        }
        return scalar.string
    }

    private static func join(_ place: String, _ key: String?) -> String {
        guard let key else { return place }
        return place.isEmpty ? key : "\(place).\(key)"
    }
}
