/// What files and types may not be called.
enum NameRules {
    private static let emptyWords: Set<String> = [
        "util", "utils", "utility", "utilities", "helper", "helpers", "manager", "managers", "common", "misc",
    ]

    /// Finds files and folders whose name says nothing about what is in them.
    static func emptyNames(path: String) -> [Finding] {
        let names = path.split(separator: "/").flatMap { words(ofName: $0) }
        return names.filter { emptyWords.contains($0) }.map {
            Finding(path: path, line: 0, message: "\"\($0)\" says nothing about what is in the file")
        }
    }

    /// Finds a type that bears its module's name: `Module.Name` would stop resolving.
    static func typeNamedAsModule(_ source: SwiftSource) -> [Finding] {
        let kinds: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        return source.code.indices.flatMap { index in
            let words = source.words(ofLine: index)
            return zip(words, words.dropFirst()).compactMap { kind, name -> Finding? in
                guard kinds.contains(kind.text), name.text == source.target else { return nil }
                return Finding(path: source.path, line: index + 1, message: "\(name.text) is its module's name")
            }
        }
    }

    private static func words(ofName name: Substring) -> [String] {
        var words: [String] = []
        var previousIsLower = false
        for character in name {
            if !character.isLetter {
                words.append("")
            } else if words.isEmpty || (character.isUppercase && previousIsLower) {
                words.append(character.lowercased())
            } else {
                words[words.count - 1] += character.lowercased()
            }
            previousIsLower = character.isLowercase
        }
        return words.filter { !$0.isEmpty }
    }
}
