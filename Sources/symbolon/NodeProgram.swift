internal import CommandShell

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif
#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The program with every command, which stands beside this one.
enum NodeProgram {
    private static let name = "symbolon-node"

    /// Goes on as the other program, with the same arguments, environment, files and process number.
    static func replaceThisOne() -> Never {
        let path = folder + "/" + name
        var arguments = unsafe CommandLine.arguments.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        unsafe execv(path, arguments)
        // Only a failure comes back.
        let isThere = FileManager.default.fileExists(atPath: path)
        Console.note(
            "Error: \(path) \(isThere ? "cannot be started" : "is missing"); the program symbolon needs it beside "
                + "itself: build both with make build, or copy both")
        exit(2)
    }

    /// The folder of this program's file, links resolved.
    private static var folder: String {
        #if os(Linux)
        let file = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? invoked
        #else
        let file = URL(fileURLWithPath: invoked).resolvingSymlinksInPath().path
        #endif
        return file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    private static var invoked: String { CommandLine.arguments.first ?? "./symbolon" }
}
