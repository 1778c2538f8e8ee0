import Foundation
import Signatures
import StateStore

/// A file of `testdata/smt`: all fields are hexadecimal.
struct ProofVector: Decodable {
    private let key: String
    private let proof: String
    private let root: String
    private let value: String

    var keyBytes: [UInt8] { hexBytes(key) }
    var proofBytes: [UInt8] { hexBytes(proof) }
    var rootBytes: [UInt8] { hexBytes(root) }
    var valueBytes: [UInt8] { hexBytes(value) }
}

/// The bytes of a text of hexadecimal digits; none for anything else.
func hexBytes(_ text: String) -> [UInt8] { Hex.decode(text) ?? [] }

// The table tests write messages as JSON with Go's field names; bytes are base64.

struct LeafVector: Decodable {
    let hash: Int?
    let prehash_key: Int?
    let prehash_value: Int?
    let length: Int?
    let prefix: Data?

    var message: ICS23LeafOp {
        var leaf = ICS23LeafOp()
        leaf.hash = ICS23HashOp(rawValue: hash ?? 0) ?? .noHash
        leaf.prehashKey = ICS23HashOp(rawValue: prehash_key ?? 0) ?? .noHash
        leaf.prehashValue = ICS23HashOp(rawValue: prehash_value ?? 0) ?? .noHash
        leaf.length = ICS23LengthOp(rawValue: length ?? 0) ?? .noPrefix
        leaf.prefix = prefix ?? Data()
        return leaf
    }
}

struct InnerVector: Decodable {
    let hash: Int?
    let prefix: Data?
    let suffix: Data?

    var message: ICS23InnerOp {
        var inner = ICS23InnerOp()
        inner.hash = ICS23HashOp(rawValue: hash ?? 0) ?? .noHash
        inner.prefix = prefix ?? Data()
        inner.suffix = suffix ?? Data()
        return inner
    }
}

struct ExistenceVector: Decodable {
    let key: Data?
    let value: Data?
    let leaf: LeafVector?
    let path: [InnerVector]?

    var message: ICS23ExistenceProof {
        var proof = ICS23ExistenceProof()
        proof.key = key ?? Data()
        proof.value = value ?? Data()
        if let leaf { proof.leaf = leaf.message }
        proof.path = (path ?? []).map(\.message)
        return proof
    }
}

struct SpecificationVector: Decodable {
    struct Inner: Decodable {
        let hash: Int?
        let child_order: [Int]
        let child_size: Int
        let min_prefix_length: Int
        let max_prefix_length: Int
        let empty_child: Data?
    }

    let leaf_spec: LeafVector?
    let inner_spec: Inner?
    let max_depth: Int?
    let min_depth: Int?

    var specification: ProofSpecification {
        let inner = inner_spec.map {
            InnerSpecification(
                hash: ICS23HashOp(rawValue: $0.hash ?? 0) ?? .noHash, childOrder: $0.child_order,
                childBytes: $0.child_size, prefixBytesMin: $0.min_prefix_length, prefixBytesMax: $0.max_prefix_length,
                emptyChild: [UInt8]($0.empty_child ?? Data()))
        }
        var specification = ProofSpecification(leaf: leaf_spec?.message, inner: inner)
        // A depth of zero stands for the default.
        if let max_depth, max_depth > 0 { specification.depthMax = max_depth }
        specification.depthMin = min_depth ?? 0
        return specification
    }
}
