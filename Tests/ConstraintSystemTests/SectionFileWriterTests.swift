import ConstraintSystem
import FiniteFields
import Foundation
import Testing

/// Writing sections to memory and to disk.
@Suite struct SectionFileWriterTests {
    private static let kind = SectionFile.Kind(letters: "test", version: 7, sections: 1...3)

    private func write(_ numbers: Int, to path: String?) throws -> [UInt8] {
        var writer = try SectionFileWriter(path: path, kind: Self.kind, sectionCount: 2)
        writer.beginSection(2)
        for number in 0..<numbers {
            writer.append(UInt64(number))
            try writer.flushIfLarge()
        }
        try writer.endSection()
        writer.beginSection(1)
        try writer.append(bytes: [1, 2, 3])
        writer.append(modulus: Fr.modulusWords)
        try writer.endSection()
        return try writer.finish()
    }

    @Test(arguments: [0, 3, 131_070, 400_000])
    func whatIsWrittenToDiskEqualsWhatIsKeptInMemory(numbers: Int) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/numbers.test"
        #expect(try write(numbers, to: path).isEmpty)
        let bytes = try write(numbers, to: nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(bytes))
        let file = try SectionFile(path: path, kind: Self.kind)
        #expect(file.order == [2, 1])
        #expect(try file.section(2).count == 8 * numbers)
        #expect(try [UInt8](file.section(1).prefix(3)) == [1, 2, 3])
        try SectionFile.checkField(file.section(1), at: 3, modulus: Fr.modulusWords)
        #expect(throws: ConstraintSystemError.truncated) {
            try SectionFile.checkField(file.section(1), at: 4, modulus: Fr.modulusWords)
        }
        #expect(throws: ConstraintSystemError.fieldDiffers) {
            try SectionFile.checkField(file.section(1), at: 2, modulus: Fr.modulusWords)
        }
        #expect(throws: ConstraintSystemError.sectionMissing(3)) { try file.section(3) }
        #expect(folder.names == ["numbers.test"])
    }

    @Test func anUnfinishedFileLeavesTheOldOneAndNothingElse() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/numbers.test"
        _ = try write(3, to: path)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        do {
            var writer = try SectionFileWriter(path: path, kind: Self.kind, sectionCount: 2)
            writer.beginSection(1)
            writer.append(UInt32(1))
            try writer.endSection()
        }
        #expect(folder.names == ["numbers.test"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    /// Whoever can write to a folder must not choose what another's program overwrites.
    @Test func aLinkThatLiesInWaitIsNotFollowed() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/numbers.test"
        let victim = "\(folder.path)/victim"
        try Data("keep".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(atPath: path + ".draft", withDestinationPath: victim)
        _ = try write(3, to: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: victim)) == Data("keep".utf8))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeRegular)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(write(3, to: nil)))
        #expect(Set(folder.names) == ["numbers.test", "numbers.test.draft", "victim"])
    }

    @Test func twoWritersOfOneFileDoNotMeet() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/numbers.test"
        var first = try SectionFileWriter(path: path, kind: Self.kind, sectionCount: 1)
        first.beginSection(1)
        first.append(UInt32(1))
        try first.endSection()
        _ = try write(400_000, to: path)
        _ = try first.finish()
        #expect(try SectionFile(path: path, kind: Self.kind).section(1) == Data([1, 0, 0, 0]))
        #expect(folder.names == ["numbers.test"])
    }

    @Test func aFolderThatTakesNoFileIsNamed() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/missing/numbers.test"
        #expect(throws: ConstraintSystemError.fileUnwritable(path: path)) { try write(3, to: path) }
    }

    @Test func aSectionInItsOwnMappingIsTheSameUntilTheFileIsReplaced() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/numbers.test"
        _ = try write(1_000, to: path)
        let file = try SectionFile(path: path, kind: Self.kind)
        #expect(try file.sectionInOwnMapping(2) == file.section(2))
        #expect(throws: ConstraintSystemError.sectionMissing(3)) { try file.sectionInOwnMapping(3) }
        _ = try write(1_001, to: path)
        #expect(throws: ConstraintSystemError.fileChanged(path: path)) { try file.sectionInOwnMapping(2) }
        // The first mapping still has the old file.
        #expect(try file.section(2).count == 8_000)
        #expect(throws: ConstraintSystemError.fileChanged(path: path)) { try file.untouched() }
        let inMemory = try SectionFile(bytes: write(3, to: nil), kind: Self.kind)
        #expect(try inMemory.sectionInOwnMapping(2) == inMemory.section(2))
    }

    @Test func aFileInANewMappingHasTheSameSections() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/numbers.test"
        _ = try write(1_000, to: path)
        let file = try SectionFile(path: path, kind: Self.kind)
        let again = try file.untouched()
        #expect(again.order == file.order)
        #expect(again.data == file.data)
        #expect(try again.section(2) == file.section(2))
        #expect(throws: ConstraintSystemError.sectionMissing(3)) { try again.section(3) }
        let inMemory = try SectionFile(bytes: write(3, to: nil), kind: Self.kind)
        #expect(try inMemory.untouched().section(2) == inMemory.section(2))
    }
}
