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
        guard let own = ownPath else { end("the program does not know where its file is; mount /proc") }
        let folder = own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let path = folder + "/" + name
        guard URL(fileURLWithPath: path).resolvingSymlinksInPath().path != own else {
            end("\(path) is this program and not the other; \(remedy)")
        }
        unsafe execv(path, CommandLine.unsafeArgv)
        // Only a failure comes back.
        let isThere = FileManager.default.fileExists(atPath: path)
        end("\(path) \(isThere ? "cannot be started" : "is missing"); \(remedy)")
    }

    private static let remedy = "symbolon needs it beside itself: build both with make build, or copy both"

    private static func end(_ reason: String) -> Never {
        Console.note("Error: \(reason)")
        exit(2)
    }

    /// This program's file, links resolved.
    ///
    /// Never the name by which it was called, which may lead to the current folder.
    private static var ownPath: String? {
        #if os(Linux)
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        #else
        Bundle.main.executableURL?.resolvingSymlinksInPath().path
        #endif
    }
}
