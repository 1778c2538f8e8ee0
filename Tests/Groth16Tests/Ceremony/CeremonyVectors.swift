import ConstraintSystem
import Foundation
import Groth16
import Testing

/// Files of snarkjs 0.7.6; see `Vectors/Ceremony/sources.json`.
enum CeremonyVectors {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.url(forResource: "Vectors/Ceremony/\(name)", withExtension: nil))
        return [UInt8](try Data(contentsOf: url))
    }

    static func powers(_ name: String) throws -> PowersOfTau { try PowersOfTau(bytes: bytes(name)) }

    static func key(_ name: String) throws -> ProvingKey { try ProvingKey(bytes: bytes(name)) }

    static func circuit() throws -> R1CS { try R1CSFile.read(bytes: bytes("circuit.r1cs")) }

    static func label(_ name: String) throws -> ContributionLabel { try ContributionLabel(name: name) }

    /// Powers up to 2^`power` with one contribution, made here.
    static func smallPowers(power: Int, name: String = "") throws -> [UInt8] {
        try PowersOfTau(bytes: PowersOfTau.writeNew(power: power, to: nil)).writeContribution(
            label(name), randomness: .seed([1]), to: nil, threads: 1
        ).bytes
    }
}

extension [UInt8] {
    /// The position of the first byte after the head of a section, by the table of the file.
    func sectionStart(_ number: UInt32) throws -> Int {
        var offset = 12
        while offset + 12 <= count {
            let found = self[offset..<(offset + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            let size = self[(offset + 4)..<(offset + 12)].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if found == number { return offset + 12 }
            offset += 12 + Int(size)
        }
        throw CeremonyError.file(.sectionMissing(number))
    }
}
