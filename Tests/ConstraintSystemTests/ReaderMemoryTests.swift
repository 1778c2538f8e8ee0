import ConstraintSystem
import TestSupport
import Testing

/// Small files that claim to be huge cost no memory: measured by the marks of the system, in a process of its own.
@Suite(.enabled(if: PeakMemory.now != nil)) struct ReaderMemoryTests {
    /// Damages files of one kind and reads them.
    private struct Claims {
        let good: [UInt8]
        let read: ([UInt8]) throws(ConstraintSystemError) -> Void
        private var cases: [(bytes: [UInt8], error: ConstraintSystemError)] = []

        init(_ good: [UInt8], read: @escaping ([UInt8]) throws(ConstraintSystemError) -> Void) {
            self.good = good
            self.read = read
        }

        mutating func add(_ error: ConstraintSystemError, _ change: (inout RawFile) -> Void) {
            var file = RawFile(good)
            change(&file)
            cases.append((file.bytes, error))
        }

        private func refusal(of bytes: [UInt8]) -> ConstraintSystemError? {
            do throws(ConstraintSystemError) {
                try read(bytes)
                return nil
            } catch {
                return error
            }
        }

        func check() throws {
            // What the first read and the first refusal cost is not the claim's.
            #expect(refusal(of: good) == nil)
            #expect(refusal(of: []) == .truncated)
            var found: [ConstraintSystemError?] = []
            let growth = try #require(PeakMemory.growth { found = cases.map { refusal(of: $0.bytes) } })
            #expect(found == cases.map(\.error))
            #expect(growth.isThatOfSmallFiles, "\(growth)")
        }
    }

    @Test func aCircuitOfHugeCountsTakesNone() async {
        await #expect(processExitsWith: .success) {
            var claims = Claims(try VectorFile.bytes("multidim-O2.r1cs")) { bytes throws(ConstraintSystemError) in
                _ = try R1CSFile.read(bytes: bytes)
            }
            let most = little(UInt32.max)
            let labels = 8 * UInt64(UInt32.max)
            // Wires; all counts; wires with a table that agrees; constraints; terms of the first row.
            claims.add(.sectionSizeDiffers(section: 3, expected: labels, found: 232)) {
                $0.replace(section: 1, at: 36, with: most)
            }
            claims.add(.sectionSizeDiffers(section: 3, expected: labels, found: 232)) {
                $0.replace(section: 1, at: 36, with: [UInt8](repeating: 0xff, count: 28))
            }
            claims.add(.truncated) { file in
                file.replace(section: 1, at: 36, with: most)
                for position in file.sections.indices where file.sections[position].number == 3 {
                    file.claimedSizes[position] = labels
                }
            }
            claims.add(.truncated) { $0.replace(section: 1, at: 60, with: most) }
            claims.add(.truncated) { $0.replace(section: 2, at: 0, with: most) }
            // Custom gates, their parameters, their uses, the wires of a use.
            let none = little(UInt32(0))
            claims.add(.truncated) { $0.sections += [(4, most), (5, none)] }
            claims.add(.truncated) {
                $0.sections += [(4, little(UInt32(1)) + Array("g".utf8) + [0] + most), (5, none)]
            }
            claims.add(.truncated) { $0.sections += [(4, none), (5, most)] }
            claims.add(.truncated) { $0.sections += [(4, none), (5, little(UInt32(1)) + none + most)] }
            try claims.check()
        }
    }

    @Test func aWitnessOfHugeCountsTakesNone() async {
        await #expect(processExitsWith: .success) {
            var claims = Claims(try VectorFile.bytes("multidim-O2.wtns")) { bytes throws(ConstraintSystemError) in
                _ = try WitnessFile(bytes: bytes).witness()
            }
            let most = little(UInt32.max)
            let size = 32 * UInt64(UInt32.max)
            claims.add(.sectionSizeDiffers(section: 2, expected: size, found: 928)) {
                $0.replace(section: 1, at: 36, with: most)
            }
            claims.add(.truncated) {
                $0.replace(section: 1, at: 36, with: most)
                $0.claimedSizes[1] = size
            }
            claims.add(.sectionCountTooLarge(.max)) { $0.claimedCount = .max }
            try claims.check()
        }
    }
}
