/// The compiler's way from sources to a circuit.
package enum CircomCompiler {
    /// Compiles a program.
    ///
    /// - Parameters:
    ///   - path: The source with the main component, as ``SourceProvider`` names it.
    ///   - libraries: Folders that are searched for includes after the including file's own.
    ///   - progress: Gets the title and the number of each template instance that is begun.
    /// - Throws: ``CompilationFailure`` with every error that was found.
    package static func compile(
        _ path: String, sources: any SourceProvider, libraries: [String] = [],
        limits: CompilerLimits = CompilerLimits(), mutation: CircuitMutation? = nil,
        progress: ((_ template: String, _ number: Int) -> Void)? = nil
    ) throws(CompilationFailure) -> Circuit {
        var loader = ProgramLoader(sources: sources, libraries: libraries, limits: limits)
        do {
            try loader.load(path)
            guard loader.errors.isEmpty else {
                throw CompilationFailure(diagnostics: loader.errors + loader.warnings, sources: loader.map)
            }
            let (tree, checkWarnings) = try checked(loader.tree, loader.map, mutation)
            var elaborator = Elaborator(tree: tree, limits: limits)
            elaborator.progress = progress
            do {
                try elaborator.run()
            } catch {
                throw CompilationFailure(
                    diagnostics: [error] + loader.warnings + checkWarnings + elaborator.warnings, sources: loader.map)
            }
            return Circuit(
                names: tree.names, instances: elaborator.instances, buses: elaborator.buses,
                functions: elaborator.functions, coefficients: elaborator.coefficients, strings: tree.strings,
                sources: loader.map, warnings: loader.warnings + checkWarnings + elaborator.warnings,
                hasCustomTemplatesPragma: loader.hasCustomTemplatesPragma)
        } catch let failure as CompilationFailure {
            throw failure
        } catch let diagnostic as Diagnostic {
            throw CompilationFailure(
                diagnostics: loader.errors + [diagnostic] + loader.warnings, sources: loader.map)
        } catch {
            throw CompilationFailure(diagnostics: [], sources: loader.map)
        }
    }

    /// The tree without sugar, its names resolved, and warnings about it.
    private static func checked(
        _ source: SyntaxTree, _ map: SourceMap, _ mutation: CircuitMutation?
    ) throws -> (tree: SyntaxTree, warnings: [Diagnostic]) {
        var tree = source
        mutation?.applyBeforeDesugaring(&tree)
        guard tree.mains.count <= 1 else {
            throw Diagnostic(
                .severalMains, "the program has more than one main component", at: tree.mains[1].place,
                remedy: "keep one component main among all files")
        }
        guard !tree.mains.isEmpty else {
            throw Diagnostic(
                .noMain, "the program has no main component", at: SourceRange(file: 0, start: 0, end: 1),
                remedy: "add component main = Template(parameters);")
        }
        var desugaring = Desugaring(tree: tree, map: map)
        try desugaring.run()
        mutation?.applyAfterDesugaring(&desugaring.tree)
        var resolution = NameResolution(tree: desugaring.tree)
        resolution.run()
        guard resolution.diagnostics.isEmpty else {
            throw CompilationFailure(diagnostics: resolution.diagnostics, sources: map)
        }
        var custom = CustomTemplateCheck(tree: resolution.tree)
        custom.run()
        guard custom.errors.isEmpty else {
            throw CompilationFailure(diagnostics: custom.errors + custom.warnings, sources: map)
        }
        return (resolution.tree, custom.warnings)
    }

    /// The ways to break one template of a program, with their places.
    package static func mutations(
        of template: String, in path: String, sources: any SourceProvider, libraries: [String] = []
    ) -> [(CircuitMutation, SourceRange)] {
        var loader = ProgramLoader(sources: sources, libraries: libraries, limits: CompilerLimits())
        do {
            try loader.load(path)
            var desugaring = Desugaring(tree: loader.tree, map: loader.map)
            try desugaring.run()
            return desugaring.tree.mutations(of: template, original: loader.tree)
        } catch {
            return []
        }
    }
}
