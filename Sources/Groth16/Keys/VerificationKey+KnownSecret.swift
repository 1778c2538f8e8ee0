internal import EllipticCurves
internal import FiniteFields

extension VerificationKey {
    /// What the points themselves say about a secret that everybody knows, for people; `nil` where they say nothing.
    ///
    /// Before the first contribution to a phase its secrets are one. With delta equal to gamma the part of a proof that
    /// stands for private wires can stand for any public signals; where alpha or beta is one, nobody contributed to the
    /// powers of tau, and tau is one as well. That nothing is found here does not mean that nobody knows the secrets.
    package var knownSecret: String? {
        if delta2 == gamma2 { return "delta equals gamma, as in a key to which nobody contributed" }
        if alpha1 == .generator { return "alpha is one, as in powers of tau to which nobody contributed" }
        if beta2 == .generator { return "beta is one, as in powers of tau to which nobody contributed" }
        return nil
    }
}
