internal import Yams

/// One mapping of a YAML or JSON document, read strictly: every key must be known, none may come twice.
///
/// Errors name the path of keys, such as `columns[2].minimum`. Anchors, and with them aliases, are refused: a short
/// text could expand to a huge one.
struct DocumentSection {
    /// The longest document, in bytes.
    static let byteCountMax = 1 << 18

    private let place: String
    private let values: [String: Node]

    /// Reads a document whose root is a mapping.
    ///
    /// - Throws: ``PrivacyError/documentInvalid(place:reason:)``.
    init(text: String, keys: [String]) throws(PrivacyError) {
        try self.init(place: "", node: try DocumentSection.compose(text), keys: keys)
    }

    /// Reads a document whose root is a list of mappings.
    static func list(text: String, keys: [String]) throws(PrivacyError) -> [DocumentSection] {
        guard case .sequence(let sequence) = try compose(text) else {
            throw .documentInvalid(place: "", reason: "must be a list")
        }
        var sections: [DocumentSection] = []
        for (index, node) in sequence.enumerated() {
            sections.append(try DocumentSection(place: "[\(index)]", node: node, keys: keys))
        }
        return sections
    }

    private static func compose(_ text: String) throws(PrivacyError) -> Node {
        guard text.utf8.count <= byteCountMax else {
            throw .documentInvalid(place: "", reason: "the document is longer than \(byteCountMax) bytes")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw .documentInvalid(place: "", reason: "not YAML, or a key comes twice")
        }
        guard let root else { throw .documentInvalid(place: "", reason: "the document is empty") }
        return root
    }

    private init(place: String, node: Node, keys: [String]) throws(PrivacyError) {
        self.place = place
        if node.anchor != nil { throw .documentInvalid(place: place, reason: "anchors and aliases are not allowed") }
        guard case .mapping(let mapping) = node else {
            throw .documentInvalid(place: place, reason: "must be a mapping")
        }
        var values: [String: Node] = [:]
        for (keyNode, value) in mapping {
            guard case .scalar(let scalar) = keyNode else {
                throw .documentInvalid(place: place, reason: "keys must be plain words")
            }
            let key = scalar.string
            let here = DocumentSection.join(place, key)
            guard keys.contains(key) else {
                throw .documentInvalid(place: here, reason: "unknown key; known are \(keys.joined(separator: ", "))")
            }
            guard value.anchor == nil else {
                throw .documentInvalid(place: here, reason: "anchors and aliases are not allowed")
            }
            guard values.updateValue(value, forKey: key) == nil else {
                throw .documentInvalid(place: here, reason: "comes twice")
            }
        }
        self.values = values
    }

    /// An error at a key of this section.
    func fault(_ reason: String, at key: String? = nil) -> PrivacyError {
        .documentInvalid(place: key.map { DocumentSection.join(place, $0) } ?? place, reason: reason)
    }

    /// Whether a key has a value.
    func has(_ key: String) -> Bool { values[key] != nil }

    /// The text of a key that must be there and not be empty.
    func text(_ key: String) throws(PrivacyError) -> String {
        guard let node = values[key] else { throw fault("is missing", at: key) }
        return try text(of: node, at: key)
    }

    /// A value that the closure makes of a key's text; `nil` of the closure is an error.
    func value<Value>(_ key: String, _ expected: String, _ parse: (String) -> Value?) throws(PrivacyError) -> Value {
        let text = try text(key)
        guard let value = parse(text) else { throw fault("\(text) is not \(expected)", at: key) }
        return value
    }

    /// The same as ``value(_:_:_:)`` for a key that may be absent.
    func optional<Value>(
        _ key: String, _ expected: String, _ parse: (String) -> Value?
    ) throws(PrivacyError) -> Value? {
        has(key) ? try value(key, expected, parse) : nil
    }

    /// A whole number within a range; `nil` where the key is absent.
    func optionalNumber(_ key: String, in range: ClosedRange<UInt64>) throws(PrivacyError) -> UInt64? {
        try optional(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            guard let number = UInt64(text), range.contains(number) else { return nil }
            return number
        }
    }

    /// A positive number such as 0.5, 1e-6 or 3/4, exactly; `nil` where the key is absent.
    func optionalRational(_ key: String) throws(PrivacyError) -> PositiveRational? {
        try optional(key, "a number above 0 and finite") { PositiveRational(text: $0) }
    }

    /// A list of words; `nil` where the key is absent.
    func optionalWords(_ key: String) throws(PrivacyError) -> [String]? {
        guard let node = values[key] else { return nil }
        guard case .sequence(let sequence) = node else { throw fault("must be a list", at: key) }
        var words: [String] = []
        for (index, element) in sequence.enumerated() { words.append(try text(of: element, at: "\(key)[\(index)]")) }
        return words
    }

    /// The mapping under a key; `nil` where the key is absent.
    func optionalSection(_ key: String, keys: [String]) throws(PrivacyError) -> DocumentSection? {
        guard let node = values[key] else { return nil }
        return try DocumentSection(place: DocumentSection.join(place, key), node: node, keys: keys)
    }

    /// The mapping under a key that must be there.
    func section(_ key: String, keys: [String]) throws(PrivacyError) -> DocumentSection {
        guard let section = try optionalSection(key, keys: keys) else { throw fault("is missing", at: key) }
        return section
    }

    /// The list of mappings under a key; empty where the key is absent.
    func sections(_ key: String, keys: [String]) throws(PrivacyError) -> [DocumentSection] {
        guard let node = values[key] else { return [] }
        guard case .sequence(let sequence) = node else { throw fault("must be a list", at: key) }
        var sections: [DocumentSection] = []
        for (index, element) in sequence.enumerated() {
            let here = DocumentSection.join(place, "\(key)[\(index)]")
            sections.append(try DocumentSection(place: here, node: element, keys: keys))
        }
        return sections
    }

    private func text(of node: Node, at key: String) throws(PrivacyError) -> String {
        if node.anchor != nil { throw fault("anchors and aliases are not allowed", at: key) }
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            throw fault("must be a single value", at: key)
        }
        return scalar.string
    }

    private static func join(_ place: String, _ key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }
}
