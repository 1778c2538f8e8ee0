/// Uniform integers without bias.
package enum UniformSampler {
    /// A number in `0 ..< bound`, each with the same probability.
    ///
    /// Words that would make some results likelier are thrown away; how often that happens is independent of the
    /// result.
    /// - Precondition: `bound > 0`.
    /// - SeeAlso: Lemire, "Fast Random Integer Generation in an Interval" (2019), <https://arxiv.org/abs/1805.10941>.
    package static func below<Source: RandomWords & ~Copyable>(
        _ bound: UInt64, using source: inout Source
    ) -> UInt64 {
        precondition(bound > 0)
        let rejected = (0 &- bound) % bound
        while true {
            let (high, low) = source.next().multipliedFullWidth(by: bound)
            if low >= rejected { return high }
        }
    }
}
