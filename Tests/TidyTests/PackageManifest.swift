/// What Package.swift says about the package's own targets.
struct PackageManifest {
    struct Target: Equatable {
        let name: String
        let isTest: Bool
        /// Dependencies inside the package, in the order of the manifest.
        ///
        /// Products of other packages are named by variables there and are left out.
        let dependencies: [String]
    }

    let targets: [Target]

    /// Reads the calls `.target`, `.executableTarget`, `.testTarget` and `.systemLibrary` of the manifest.
    init(text: String) {
        var targets: [Target] = []
        for kind in ["systemLibrary", "target", "executableTarget", "testTarget"] {
            for call in text.split(separator: ".\(kind)(", omittingEmptySubsequences: false).dropFirst() {
                guard let name = Self.texts(in: Self.value(of: "name", in: call)).first else { continue }
                targets.append(
                    Target(
                        name: name, isTest: kind == "testTarget",
                        dependencies: Self.texts(in: Self.value(of: "dependencies", in: call))))
            }
        }
        self.targets = targets
    }

    /// Returns what follows a label inside one call: a text, or a list up to its closing bracket.
    private static func value(of label: String, in call: Substring) -> Substring {
        var depth = 1
        var end = call.startIndex
        while end < call.endIndex, depth > 0 {
            if call[end] == "(" { depth += 1 }
            if call[end] == ")" { depth -= 1 }
            end = call.index(after: end)
        }
        guard let found = call[..<end].firstRange(of: "\(label):") else { return "" }
        let rest = call[found.upperBound..<end].drop { $0 == " " || $0 == "\n" }
        return rest.hasPrefix("[") ? rest.prefix { $0 != "]" } : rest.prefix { $0 != "," && $0 != ")" }
    }

    private static func texts(in value: Substring) -> [String] {
        value.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }
}
