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

    /// Nothing of a proof depends on names, so the reader keeps what a compiler would not write.
    @Test func equalLinesAreKept() throws {
        let text = "1,1,3,main.y\n1,1,3,main.y\n"
        let symbol = SymbolTable.Symbol(label: 1, wire: 1, component: 3, name: "main.y")
        let table = try read(text)
        #expect(table.symbols == [symbol, symbol])
        #expect(table.namesByWire() == [0: "one", 1: "main.y"])
        #expect(SymbolFile.bytes(of: table) == [UInt8](text.utf8))
    }

    @Test func ofSeveralNamesOfAWireTheFirstIsShown() throws {
        let text = "1,1,3,main.y\n2,1,4,main.c.out\n3,2,3,main.a\n4,2,3,main.a\n5,0,3,main.zero\n"
        let table = try read(text)
        #expect(table.symbols.map(\.name) == ["main.y", "main.c.out", "main.a", "main.a", "main.zero"])
        // Wire 0 is the constant one, whatever the file calls it.
        #expect(table.namesByWire() == [0: "one", 1: "main.y", 2: "main.a"])
        #expect(SymbolFile.bytes(of: table) == [UInt8](text.utf8))
    }

    /// One name for two wires is kept as well: names are no keys.
    @Test func aNameOfTwoWiresIsShownForBoth() throws {
        let table = try read("1,1,3,main.y\n2,2,3,main.y\n")
        #expect(table.namesByWire() == [0: "one", 1: "main.y", 2: "main.y"])
    }
}
