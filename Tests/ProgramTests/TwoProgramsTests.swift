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
