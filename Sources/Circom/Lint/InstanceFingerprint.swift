internal import FiniteFields
internal import Signatures

/// A digest of the constraints of an instance with its components: equal circuits have equal digests, whatever their names.
enum InstanceFingerprint {
    /// The digests of all instances of a circuit as hexadecimal texts.
    static func all(of circuit: Circuit) -> [String] {
        var result: [String] = []
        for instance in circuit.instances {
            var bytes: [UInt8] = []
            func append(_ number: Int) {
                for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
            }
            append(instance.outputCount)
            append(instance.inputCount)
            append(instance.ownCount)
            append(instance.rows.count)
            for end in instance.rows.ends { append(Int(end)) }
            for term in instance.rows.terms {
                append(Int(term.wire))
                bytes += circuit.coefficients[term.coefficient].littleEndianBytes
            }
            for child in instance.children {
                append(child.offset)
                bytes += Array(result[child.instance].utf8)
            }
            var digest: [UInt8] = []
            SHA256.hash(bytes).append(to: &digest)
            result.append(Hex.encode(digest))
        }
        return result
    }
}

/// Circuits that determine their outputs by an argument that ``DeterminacyProof`` does not make.
enum LintCertificates {
    /// By fingerprint, the reason.
    static let reasons: [String: String] = [
        "b1a2256ffbf78bcdd68db0fd96857da2293c9fb8fb4187f126c0c0896a3b33c7":
            "StrictBits: the bits are those of a number not above p - 1, by induction over the bits from the top: a bit that "
            + "is one where p - 1 has a zero needs an earlier zero where p - 1 has a one."
    ]
}
