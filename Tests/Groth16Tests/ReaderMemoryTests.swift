import ConstraintSystem
import Groth16
import TestSupport
import Testing

/// Small keys and powers that claim to be huge cost no memory: measured by the marks of the system, in a process of its own.
@Suite(.enabled(if: PeakMemory.now != nil)) struct ReaderMemoryTests {
    /// Damages files of one kind and reads them.
    private struct Claims<Failure: Error & Equatable> {
        let good: [UInt8]
        let read: ([UInt8]) throws(Failure) -> Void
        private var cases: [(bytes: [UInt8], error: Failure)] = []

        init(_ good: [UInt8], read: @escaping ([UInt8]) throws(Failure) -> Void) {
            self.good = good
            self.read = read
        }

        mutating func add(_ error: Failure, _ change: (inout RawFile) -> Void) {
            var file = RawFile(good)
            change(&file)
            cases.append((file.bytes, error))
        }

        private func refusal(of bytes: [UInt8]) -> Failure? {
            do throws(Failure) {
                try read(bytes)
                return nil
            } catch {
                return error
            }
        }

        func check() throws {
            // What the first read and the first refusal cost is not the claim's.
            #expect(refusal(of: good) == nil)
            #expect(refusal(of: []) != nil)
            var found: [Failure?] = []
            let growth = try #require(PeakMemory.growth { found = cases.map { refusal(of: $0.bytes) } })
            #expect(found == cases.map(\.error))
            #expect(growth.isThatOfSmallFiles, "\(growth)")
        }
    }

    @Test func aKeyOfHugeCountsTakesNone() async {
        await #expect(processExitsWith: .success) {
            let good = try VectorFile.bytes("snarkjs-multidim.zkey")
            let header = try ProvingKey(bytes: good).header
            let coefficients = UInt64(RawFile(good).sections.first { $0.number == 4 }?.bytes.count ?? 0)
            var claims = Claims(good) { bytes throws(CeremonyError) in
                let key: ProvingKey
                do throws(Groth16Error) {
                    key = try ProvingKey(bytes: bytes)
                } catch {
                    throw CeremonyError(error)
                }
                _ = try KeyTranscript(of: key)
            }
            let most = little(UInt32.max)
            let (wires, points) = (UInt64(header.wireCount), 64 * UInt64(UInt32.max))
            // Wires, public signals, the domain; all three together; the entries; the contributions.
            claims.add(.file(.sectionSizeDiffers(section: 5, expected: points, found: 64 * wires))) {
                $0.replace(section: 2, at: 72, with: most)
            }
            claims.add(.file(.truncated)) {
                $0.replace(section: 2, at: 72, with: most)
                $0.claimedSizes[5] = points
            }
            claims.add(.file(.countsContradict("4294967295 public signals among \(wires) wires"))) {
                $0.replace(section: 2, at: 76, with: most)
            }
            let domain = UInt32(1) << 27
            claims.add(
                .file(.sectionSizeDiffers(section: 9, expected: 64 << 27, found: 64 * UInt64(header.domainSize)))
            ) {
                $0.replace(section: 2, at: 80, with: little(domain))
            }
            claims.add(
                .file(.sectionSizeDiffers(section: 3, expected: 64 << 27, found: 64 * UInt64(header.publicCount + 1)))
            ) {
                $0.replace(section: 2, at: 72, with: most + little(domain - 1) + little(domain))
            }
            claims.add(
                .file(.sectionSizeDiffers(section: 4, expected: 4 + 44 * UInt64(UInt32.max), found: coefficients))
            ) {
                $0.replace(section: 4, at: 0, with: most)
            }
            claims.add(.file(.truncated)) { $0.replace(section: 10, at: 64, with: most) }
            try claims.check()
        }
    }

    @Test func powersOfHugeCountsTakeNone() async {
        await #expect(processExitsWith: .success) {
            let good = try CeremonyVectors.bytes("powers-prepared.ptau")
            let power = try PowersOfTau(bytes: good).power
            var claims = Claims(good) { bytes throws(CeremonyError) in _ = try PowersOfTau(bytes: bytes) }
            let most = little(UInt32.max)
            let largest = little(UInt32(27)) + little(UInt32(28))
            // The greatest power that is taken, also with a table that agrees; greater ones; the contributions.
            let (size, found) = (64 * (UInt64(2) << 27 - 1), 64 * (UInt64(2) << UInt64(power) - 1))
            claims.add(.file(.sectionSizeDiffers(section: 2, expected: size, found: found))) {
                $0.replace(section: 1, at: 36, with: largest)
            }
            claims.add(.file(.truncated)) {
                $0.replace(section: 1, at: 36, with: largest)
                $0.claimedSizes[2] = size
            }
            claims.add(.powerOutOfRange(.max)) { $0.replace(section: 1, at: 36, with: most) }
            claims.add(.powerOutOfRange(.max)) { $0.replace(section: 1, at: 40, with: most) }
            claims.add(.file(.truncated)) { $0.replace(section: 7, at: 0, with: most) }
            try claims.check()
        }
    }
}
