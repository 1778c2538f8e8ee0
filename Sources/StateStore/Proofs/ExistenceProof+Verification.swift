internal import struct Foundation.Data

extension ICS23ExistenceProof {
    /// Computes the root that the proof leads to, without asking whether its shape is allowed.
    package func calculatedRoot() throws(ProofRefusal) -> [UInt8] {
        try calculatedRoot(hashBytesMax: nil)
    }

    /// Checks that the key has the value under the root.
    package func verify(
        against specification: ProofSpecification, root: [UInt8], key: [UInt8], value: [UInt8]
    ) throws(ProofRefusal) {
        try check(against: specification)
        guard self.key == Data(key) else { throw .keyDiffers }
        guard self.value == Data(value) else { throw .valueDiffers }
        // A hash longer than a child cannot be a child of the next step.
        let childBytes = specification.inner?.childBytes ?? 0
        let calculated = try calculatedRoot(hashBytesMax: childBytes >= 32 ? childBytes : nil)
        guard calculated == root else { throw .rootDiffers }
    }

    private func calculatedRoot(hashBytesMax: Int?) throws(ProofRefusal) -> [UInt8] {
        guard hasLeaf else { throw .leafMissing }
        var hash = try leaf.apply(key: [UInt8](key), value: [UInt8](value))
        for step in path {
            hash = try step.apply(child: hash)
            if let hashBytesMax, hash.count > hashBytesMax { throw .stepDiffers }
        }
        return hash
    }
}
