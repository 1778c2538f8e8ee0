internal import struct Foundation.Data

extension ICS23LeafOp {
    /// Checks that the leaf is hashed as the specification says; its prefix may be longer.
    package func check(against specification: ProofSpecification) throws(ProofRefusal) {
        guard let expected = specification.leaf else { throw .specificationIncomplete }
        if specification.describesSameTree(as: .iavlTree) {
            try IAVLPrefix(prefix, orElse: .leafDiffers).checkLeaf()
        }
        guard hash == expected.hash, prehashKey == expected.prehashKey, prehashValue == expected.prehashValue,
            length == expected.length, prefix.starts(with: expected.prefix)
        else { throw .leafDiffers }
    }
}

extension ICS23InnerOp {
    /// Checks that the step is laid out as the specification says.
    ///
    /// The layer is 1 for the step next to the leaf, counting up towards the root.
    package func check(against specification: ProofSpecification, layer: Int) throws(ProofRefusal) {
        guard let expected = specification.inner, let expectedLeaf = specification.leaf, expected.isConsistent else {
            throw .specificationIncomplete
        }
        guard hash == expected.hash else { throw .stepDiffers }
        if specification.describesSameTree(as: .iavlTree) {
            try IAVLPrefix(prefix, orElse: .stepDiffers).checkInner(layer: layer)
        }
        if specification.describesSameTree(as: .tendermintTree) {
            guard prefix.first == 1, suffix.isEmpty || prefix.count == 1 else { throw .stepDiffers }
        }
        // A step that begins like a leaf could be a leaf in disguise.
        guard !prefix.starts(with: expectedLeaf.prefix) else { throw .stepDiffers }
        let leftChildrenBytesMax = (expected.childOrder.count - 1) * expected.childBytes
        guard prefix.count >= expected.prefixBytesMin, prefix.count <= expected.prefixBytesMax + leftChildrenBytesMax,
            suffix.count.isMultiple(of: expected.childBytes)
        else { throw .stepDiffers }
    }
}

extension ICS23ExistenceProof {
    /// Checks that the leaf and every step have the shape that the specification demands.
    package func check(against specification: ProofSpecification) throws(ProofRefusal) {
        guard hasLeaf else { throw .leafMissing }
        try leaf.check(against: specification)
        guard path.count >= specification.depthMin, path.count <= specification.depthMax else { throw .depth }
        for (index, step) in path.enumerated() {
            try step.check(against: specification, layer: index + 1)
        }
    }
}

/// The prefix of an IAVL node: height, size and version as zigzag varints, then what belongs to the children.
private struct IAVLPrefix {
    let height: Int64
    let size: Int64
    let restCount: Int
    let refusal: ProofRefusal

    init(_ prefix: Data, orElse refusal: ProofRefusal) throws(ProofRefusal) {
        var rest = prefix[...]
        guard let height = Self.takeVarint(&rest), let size = Self.takeVarint(&rest),
            let version = Self.takeVarint(&rest), height >= 0, size >= 0, version >= 0
        else { throw refusal }
        self.height = height
        self.size = size
        self.restCount = rest.count
        self.refusal = refusal
    }

    func checkLeaf() throws(ProofRefusal) {
        guard height == 0, size == 1, restCount == 0 else { throw refusal }
    }

    /// After the three numbers stand one length byte, or a length byte, the left child's hash and another length byte.
    func checkInner(layer: Int) throws(ProofRefusal) {
        guard height >= layer, restCount == 1 || restCount == 34 else { throw refusal }
    }

    private static func takeVarint(_ bytes: inout Data) -> Int64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            // The tenth byte has room for one bit.
            guard shift < 63 || byte <= 1 else { return nil }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
        }
        return nil
    }
}
