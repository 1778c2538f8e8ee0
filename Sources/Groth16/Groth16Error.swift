package import ConstraintSystem

/// Why a key, a proof or a statement was refused.
package enum Groth16Error: Error, Equatable, Sendable {
    /// A file is not what it should be.
    case file(ConstraintSystemError)

    /// The key is one of another proof system than Groth16.
    case protocolUnknown(UInt32)

    /// The key's domain is not a power of two that fits its constraints and the field.
    case domainInvalid(UInt32)

    /// A point's coordinate is not below the modulus, or the point is not on its curve or not in its subgroup.
    case pointInvalid(section: UInt32, index: Int)

    /// A point that may not be infinity is.
    case pointAtInfinity(section: UInt32, index: Int)

    /// An entry of the key's coefficients names a matrix, constraint or wire that does not exist.
    case coefficientInvalid(index: Int)

    /// The circuit has more constraints than the field's transforms can take.
    case circuitTooLarge(rowCount: Int)

    /// The proof that was made does not verify: the witness does not satisfy the circuit, or the key is damaged.
    case proofDoesNotVerify

    /// The task was cancelled.
    case cancelled

    /// A JSON file cannot be read as what it should be; `place` is the path of keys to the value.
    case documentInvalid(place: String, reason: String)

    /// A JSON file is longer than any good one.
    case documentTooLong(byteCount: Int)

    /// A statement has another number of public signals than its key.
    case publicSignalCountDiffers(expected: Int, found: Int)

    /// The bytes of a compressed proof do not decode.
    case encodingInvalid

    /// A seed's name is empty or too long.
    case seedNameInvalid
}

extension Groth16Error: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let error): error.description
        case .protocolUnknown(let number): "the key belongs to proof system \(number); Groth16 is 1"
        case .domainInvalid(let size): "the key's domain of \(size) does not fit"
        case .pointInvalid(let section, let index):
            "point \(index) of section \(section) is not a point of its group"
        case .pointAtInfinity(let section, let index): "point \(index) of section \(section) is at infinity"
        case .coefficientInvalid(let index): "coefficient \(index) of the key names a place that does not exist"
        case .circuitTooLarge(let count): "a circuit of \(count) rows is larger than the field's transforms"
        case .proofDoesNotVerify:
            "the proof does not verify: the witness does not satisfy the circuit, or the key is damaged"
        case .cancelled: "cancelled"
        case .documentInvalid(let place, let reason): place.isEmpty ? reason : "\(place): \(reason)"
        case .documentTooLong(let count): "\(count) bytes are too long for such a file"
        case .publicSignalCountDiffers(let expected, let found):
            "the statement has \(found) public signals, the key takes \(expected)"
        case .encodingInvalid: "these bytes are no compressed proof"
        case .seedNameInvalid: "a seed's name has 1 to \(DevelopmentSeed.byteCountMax) bytes"
        }
    }

    /// Runs work of the layer below and makes its error one of this layer.
    package static func wrapping<Result: ~Copyable>(
        _ work: () throws(ConstraintSystemError) -> Result
    ) throws(Groth16Error) -> Result {
        do {
            return try work()
        } catch {
            throw error == .cancelled ? .cancelled : .file(error)
        }
    }
}
