import ConstraintSystem
import Testing

/// Lines of symbol files.
@Suite struct SymbolFileTests {
    private func read(_ text: String) throws -> SymbolTable { try SymbolFile.read(bytes: [UInt8](text.utf8)) }

    @Test func linesAreRead() throws {
        let table = try read("1,1,3,main.y\n4,-1,3,main.b\n")
        #expect(
            table.symbols == [
                SymbolTable.Symbol(label: 1, wire: 1, component: 3, name: "main.y"),
                SymbolTable.Symbol(label: 4, wire: nil, component: 3, name: "main.b"),
            ])
        #expect(table.namesByWire() == [0: "one", 1: "main.y"])
        #expect(try read("").symbols.isEmpty)
    }

    @Test(arguments: [
        "1,1,3\n", "1,1,3,a,b\n", "1,1,3,\n", "x,1,3,a\n", "1,-2,3,a\n", "1,4294967296,3,a\n", "01,1,3,a\n",
        "1,1,3,a", "\n", ",,,\n", "18446744073709551616,1,3,a\n", "1,1,+3,a\n", "1, 1,3,a\n",
    ])
    func otherLinesAreRefused(line: String) {
        #expect(throws: ConstraintSystemError.symbolLineInvalid(line: 2)) { try read("1,1,3,main.y\n" + line) }
    }

    @Test func namesThatAreNoTextAreRefused() {
        #expect(throws: ConstraintSystemError.symbolLineInvalid(line: 1)) {
            try SymbolFile.read(bytes: [UInt8]("1,1,3,".utf8) + [0xff, 0x0a])
        }
    }
}
