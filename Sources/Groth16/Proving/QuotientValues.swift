internal import ConstraintSystem
internal import FiniteFields

/// The values of `A·B - C` on the odd points of the doubled domain, which are the scalars of the key's H points.
///
/// On the even points the polynomial is zero where the witness satisfies the circuit, so these values determine it and
/// no division is needed: the H points hold the Lagrange polynomials of the odd points. Six transforms.
///
/// - SeeAlso: the comment on section 9 in <https://github.com/iden3/snarkjs/blob/master/src/zkey_new.js>.
struct QuotientValues {
    private let domain: EvaluationDomain
    private let shift: Fr
    private let threads: Int

    init(header: ProvingKeyHeader, threads: Int) throws(Groth16Error) {
        guard let domain = EvaluationDomain(sizeLog2: header.domainSizeLog2) else {
            throw .domainInvalid(UInt32(header.domainSize))
        }
        self.domain = domain
        shift = EvaluationDomain.primitiveRoot(orderLog2: header.domainSizeLog2 + 1)
        self.threads = threads
    }

    /// Computes the values from those of A and B on the domain.
    ///
    /// - Complexity: One more array than the two that are consumed.
    func values(a: consuming [Fr], b: consuming [Fr]) -> [Fr] {
        var left = a
        var right = b
        var product = left
        FieldBatch.multiply(&product, by: right, threads: threads)
        domain.shiftToCoset(&product, shift: shift, threads: threads)
        domain.shiftToCoset(&left, shift: shift, threads: threads)
        domain.shiftToCoset(&right, shift: shift, threads: threads)
        FieldBatch.multiply(&left, by: right, subtracting: product, threads: threads)
        return left
    }
}
