internal import Circom
internal import ConstraintSystem
internal import Groth16

/// Why a circuit, a key, a witness or a proof was refused.
///
/// No case carries a secret.
public enum ProofError: Error, Equatable, Sendable {
    /// The circuit's source has errors; the text shows each with its place.
    case sourceInvalid(String)

    /// The inputs do not fit the circuit, or one of its assertions does not hold for them.
    case inputsRefused(String)

    /// A file, key or document is not what it should be.
    case documentInvalid(String)

    /// The witness does not satisfy the circuit, or the key is damaged.
    case proofDoesNotVerify

    /// The statement has another number of public signals than its key takes.
    case publicSignalCountDiffers(expected: Int, found: Int)

    /// The task was cancelled.
    case cancelled
}

extension ProofError: CustomStringConvertible {
    /// What is wrong, for people.
    public var description: String {
        switch self {
        case .sourceInvalid(let text), .inputsRefused(let text), .documentInvalid(let text): text
        case .proofDoesNotVerify:
            "the proof does not verify: the witness does not satisfy the circuit, or the key is damaged"
        case .publicSignalCountDiffers(let expected, let found):
            "the statement has \(found) public signals, the key takes \(expected)"
        case .cancelled: "cancelled"
        }
    }
}

extension ProofError {
    init(_ error: Groth16Error) {
        switch error {
        case .proofDoesNotVerify: self = .proofDoesNotVerify
        case .cancelled: self = .cancelled
        case .publicSignalCountDiffers(let expected, let found):
            self = .publicSignalCountDiffers(expected: expected, found: found)
        default: self = .documentInvalid(error.description)
        }
    }

    init(_ error: ConstraintSystemError) {
        self = error == .cancelled ? .cancelled : .documentInvalid(error.description)
    }

    init(_ error: WitnessError) {
        if case .programUnreadable = error {
            self = .documentInvalid(error.description)
        } else {
            self = .inputsRefused(error.description)
        }
    }

    /// Does work of the prover's layer.
    static func proving<Result: ~Copyable>(
        _ work: () throws(Groth16Error) -> Result
    ) throws(ProofError) -> Result {
        do {
            return try work()
        } catch {
            throw ProofError(error)
        }
    }

    /// Does work on files and constraint systems.
    static func constraining<Result: ~Copyable>(
        _ work: () throws(ConstraintSystemError) -> Result
    ) throws(ProofError) -> Result {
        do {
            return try work()
        } catch {
            throw ProofError(error)
        }
    }

    /// Does work of a witness program.
    static func witnessing<Result: ~Copyable>(
        _ work: () throws(WitnessError) -> Result
    ) throws(ProofError) -> Result {
        do {
            return try work()
        } catch {
            throw ProofError(error)
        }
    }
}
