import Foundation
import Testing

/// `symbolon` proves by itself and becomes `symbolon-node` for everything else.
@Suite struct TwoProgramsTests {
    /// Gives a folder that goes away with the test.
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "programs-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    private func nodeProgram() throws -> URL {
        try Program.executable().deletingLastPathComponent().appending(path: "symbolon-node")
    }

    /// A library that a program loads at its start stands in its file by name.
    @Test func theProverLoadsNoDatabaseAndNoFoundation() throws {
        let heavy = ["librocksdb.so", "libFoundation.so", "libFoundationNetworking.so", "libsqlite3.so"]
        let prover = try Data(contentsOf: Program.executable(), options: .alwaysMapped)
        let node = try Data(contentsOf: nodeProgram(), options: .alwaysMapped)
        for library in heavy {
            #expect(prover.range(of: Data(library.utf8)) == nil, "symbolon names \(library)")
            #expect(node.range(of: Data(library.utf8)) != nil, "symbolon-node does not name \(library)")
        }
    }

    @Test func aLinkToTheProgramFindsTheOther() async throws {
        try await withFolder { folder in
            let link = folder.appending(path: "linked")
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: Program.executable())
            let result = try await Program.run(["version", "--json"], executable: link)
            #expect(result.status == 0)
            #expect(try result.object()["stateFormat"] as? Int == 1)
        }
    }

    @Test func aMissingNodeProgramIsNamed() async throws {
        try await withFolder { folder in
            let alone = folder.appending(path: "symbolon")
            try FileManager.default.copyItem(at: Program.executable(), to: alone)
            let version = try await Program.run(["version"], executable: alone)
            #expect(version.status == 2)
            #expect(version.output.isEmpty)
            #expect(version.errors.hasPrefix("Error: ") && version.errors.contains("/symbolon-node is missing"))
            // Proofs need nothing beside the program.
            let verify = try await Program.run(["zk", "verify", "--help"], executable: alone)
            #expect(verify.status == 0)
            #expect(verify.output.contains("symbolon zk verify"))
        }
    }

    /// A link of that name would call itself for ever; a program in the current folder is never taken for the other.
    @Test func onlyTheProgramBesideItIsTheOther() async throws {
        try await withFolder { folder in
            let alone = folder.appending(path: "symbolon")
            try FileManager.default.copyItem(at: Program.executable(), to: alone)
            let other = folder.appending(path: "elsewhere/symbolon-node")
            try FileManager.default.createDirectory(
                at: other.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("#!/bin/sh\necho wrong\n".utf8).write(to: other)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: other.path)
            let missing = try await Program.run(["version"], in: other.deletingLastPathComponent(), executable: alone)
            #expect(missing.status == 2)
            #expect(missing.output.isEmpty)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "symbolon-node"), withDestinationURL: alone)
            let itself = try await Program.run(["version"], executable: alone)
            #expect(itself.status == 2)
            #expect(itself.errors.contains("symbolon-node is this program and not the other"))
        }
    }

    @Test(arguments: ["zk", "version"]) func namesThatAreNoTextAreRefused(command: String) async throws {
        let shell = Process()
        let errors = Pipe()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "exec \"$0\" \(command) \"$(printf 'a\\377')\"", try Program.executable().path]
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = errors
        try shell.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 2)
        #expect(text == "Error: argument 2 is no UTF-8; rename the file\n")
    }

    /// Whatever the arguments hold comes through as it is.
    @Test(arguments: [
        [], ["zk", "prove"], ["zk"], ["zk", "ceremony", "--help"], ["zk", "--version"], ["zkk"], ["help", "zk"],
        ["tx", "", "a b", "ü\n\"'\\"], ["query", "--x=zk"],
    ])
    func bothProgramsAnswerAlike(_ arguments: [String]) async throws {
        let result = try await Program.run(arguments)
        let direct = try await Program.run(arguments, executable: nodeProgram())
        #expect(result.status == direct.status)
        #expect(result.output == direct.output)
        #expect(result.errors == direct.errors)
    }
}
