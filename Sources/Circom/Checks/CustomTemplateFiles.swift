/// Which files must say `pragma custom_templates`: each that has a custom template, and each that includes one, directly or
/// through others (`parser/src/include_logic.rs` of circom 2.2.3).
struct CustomTemplateFiles {
    var filesWithPragma: Set<Int32> = []
    /// The path of each file by its number.
    var paths: [String] = []
    /// By the path of a file, the files that include it, with the place of the include.
    var includers: [String: [(file: Int32, place: SourceRange)]] = [:]

    /// One error for each file without the pragma.
    func missingPragmas(_ tree: SyntaxTree) -> [Diagnostic] {
        var seen: Set<Int32> = []
        var pending: [(file: Int32, place: SourceRange)] = []
        for template in tree.templates where template.isCustom && seen.insert(template.place.file).inserted {
            pending.append((template.place.file, template.place))
        }
        var diagnostics: [Diagnostic] = []
        while let (file, place) = pending.popLast() {
            guard paths.indices.contains(Int(file)) else { continue }
            let path = paths[Int(file)]
            if !filesWithPragma.contains(file) {
                diagnostics.append(
                    Diagnostic(
                        .customPragma, "\(path) has or includes a custom template and does not say so", at: place,
                        remedy: "add pragma custom_templates; to the start of the file"))
            }
            for includer in includers[path] ?? [] where seen.insert(includer.file).inserted { pending.append(includer) }
        }
        return diagnostics.sorted { ($0.place.file, $0.place.start) < ($1.place.file, $1.place.start) }
    }
}
