internal import Signatures

extension ICS23HashOp {
    /// Hashes bytes; ``ProofRefusal/unsupportedHash`` where there is nothing to compute.
    package func hash(_ bytes: [UInt8]) throws(ProofRefusal) -> [UInt8] {
        switch self {
        case .sha256: DigestAlgorithm.sha256.hash(bytes)
        case .sha512: DigestAlgorithm.sha512.hash(bytes)
        case .sha512256: DigestAlgorithm.sha512_256.hash(bytes)
        case .ripemd160: DigestAlgorithm.ripemd160.hash(bytes)
        case .bitcoin: DigestAlgorithm.ripemd160.hash(DigestAlgorithm.sha256.hash(bytes))
        case .blake2B512: DigestAlgorithm.blake2b512.hash(bytes)
        case .blake2S256: DigestAlgorithm.blake2s256.hash(bytes)
        case .noHash, .keccak256, .blake3, .UNRECOGNIZED: throw .unsupportedHash
        }
    }

    /// Hashes a key or a value before it enters a leaf; here "no hash" leaves the bytes as they are.
    func prehash(_ bytes: [UInt8]) throws(ProofRefusal) -> [UInt8] {
        self == .noHash ? bytes : try hash(bytes)
    }
}

extension ICS23LengthOp {
    /// Appends the bytes with the length prefix in front.
    func append(_ bytes: [UInt8], to preimage: inout [UInt8]) throws(ProofRefusal) {
        switch self {
        case .noPrefix:
            break
        case .varProto:
            appendVarint(UInt64(bytes.count), to: &preimage)
        case .fixed32Big, .fixed32Little:
            guard let count = UInt32(exactly: bytes.count) else { throw .unsupportedLength }
            append(self == .fixed32Big ? count.bigEndian : count.littleEndian, to: &preimage)
        case .fixed64Big, .fixed64Little:
            let count = UInt64(bytes.count)
            append(self == .fixed64Big ? count.bigEndian : count.littleEndian, to: &preimage)
        case .require32Bytes:
            guard bytes.count == 32 else { throw .unsupportedLength }
        case .require64Bytes:
            guard bytes.count == 64 else { throw .unsupportedLength }
        case .varRlp, .UNRECOGNIZED:
            throw .unsupportedLength
        }
        preimage.append(contentsOf: bytes)
    }

    /// Appends an integer's bytes as they lie in memory; the caller has put them in order.
    private func append(_ ordered: some FixedWidthInteger, to preimage: inout [UInt8]) {
        let bigEndian = type(of: ordered).init(bigEndian: ordered)
        for shift in stride(from: bigEndian.bitWidth - 8, through: 0, by: -8) {
            preimage.append(UInt8(truncatingIfNeeded: bigEndian >> shift))
        }
    }

    private func appendVarint(_ value: UInt64, to preimage: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            preimage.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        preimage.append(UInt8(rest))
    }
}

extension ICS23LeafOp {
    /// The hash of a leaf.
    package func apply(key: [UInt8], value: [UInt8]) throws(ProofRefusal) -> [UInt8] {
        guard !key.isEmpty, !value.isEmpty else { throw .emptyInput }
        var preimage = [UInt8](prefix)
        try length.append(prehashKey.prehash(key), to: &preimage)
        try length.append(prehashValue.prehash(value), to: &preimage)
        return try hash.hash(preimage)
    }
}

extension ICS23InnerOp {
    /// The hash of an inner node, given the hash of one of its children.
    package func apply(child: [UInt8]) throws(ProofRefusal) -> [UInt8] {
        guard !child.isEmpty else { throw .emptyInput }
        return try hash.hash([UInt8](prefix) + child + [UInt8](suffix))
    }
}
