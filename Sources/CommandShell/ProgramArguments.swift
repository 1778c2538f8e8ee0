/// What the program was called with.
package enum ProgramArguments {
    /// Makes sure that the arguments are all there and are what was given.
    ///
    /// On Linux they come from `/proc`. Without it, as in a bare sandbox, a program would see none and answer as if it had been
    /// asked for help. Names that are no UTF-8 would be changed without a word, and two files become one.
    /// - Throws: ``CommandFailure/unusable(_:)``.
    package static func check() throws(CommandFailure) {
        guard CommandLine.argc > 0 else {
            throw .unusable("the program does not see its arguments; where /proc is not mounted, mount it")
        }
        for index in 0..<Int(CommandLine.argc) {
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { continue }
            guard unsafe String(validatingCString: argument) != nil else {
                throw .unusable("argument \(index) is no UTF-8; rename the file")
            }
        }
    }
}
