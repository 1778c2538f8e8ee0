import Foundation
import Testing

/// The text files that a compilation writes in pieces.
@Suite struct CompiledFileTests {
    @Test func aLinkThatLiesInWaitIsNotFollowed() async throws {
        let folder = try ScratchFolder()
        let circuit = """
            pragma circom 2.0.0;
            template Square() { signal input x; signal output y; y <== x * x; }
            component main = Square();
            """
        try circuit.write(toFile: folder.path("square.circom"), atomically: true, encoding: .utf8)
        try "keep".write(toFile: folder.path("victim"), atomically: true, encoding: .utf8)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("square.sym.draft"), withDestinationPath: folder.path("victim"))
        let result = try await Program.run(["zk", "compile", "square.circom", "-o", ".", "--sym"], in: folder.url)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try String(contentsOfFile: folder.path("victim"), encoding: .utf8) == "keep")
        #expect(try String(contentsOfFile: folder.path("square.sym"), encoding: .utf8).contains("main.y"))
        let names = try Set(FileManager.default.contentsOfDirectory(atPath: folder.url.path))
        #expect(names == ["square.circom", "square.sym", "square.sym.draft", "victim"])
    }
}
