internal import CommandShell
internal import ConstraintSystem
internal import Groth16

/// The files that ceremony commands read.
enum CeremonyInput {
    /// Opens a `.ptau` file.
    static func powers(_ path: String) throws(CommandFailure) -> PowersOfTau {
        try CeremonyFailure.naming(path) { () throws(CeremonyError) in try PowersOfTau(path: path) }
    }

    /// Opens a `.zkey` file.
    static func key(_ path: String) throws(CommandFailure) -> ProvingKey {
        try CeremonyFailure.naming(path) { () throws(CeremonyError) in
            do throws(Groth16Error) {
                return try ProvingKey(path: path)
            } catch {
                throw CeremonyError(error)
            }
        }
    }

    /// Reads the contributions of a key.
    static func transcript(of key: ProvingKey, _ path: String) throws(CommandFailure) -> KeyTranscript {
        try CeremonyFailure.naming(path) { () throws(CeremonyError) in try KeyTranscript(of: key) }
    }

    /// Reads a circuit of constraints only.
    static func circuit(_ path: String) throws(CommandFailure) -> R1CS {
        try CeremonyFailure.naming(path) { () throws(CeremonyError) in
            do throws(ConstraintSystemError) {
                let system = try R1CSFile.read(path: path)
                try system.requireConstraintsOnly()
                return system
            } catch {
                throw CeremonyError.file(error)
            }
        }
    }
}
