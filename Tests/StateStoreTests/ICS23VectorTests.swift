import Foundation
import StateStore
import SwiftProtobuf
import Testing

/// The vectors of cosmos/ics23 (Apache-2.0), `testdata` and `testdata/smt`, version 0.12.
@Suite struct ICS23VectorTests {
    @Test func proofsOfTheSparseMerkleTreeVerify() throws {
        let names = try vectorNames(in: "smt")
        #expect(names.count == 6)
        var existence = 0
        for name in names {
            let vector = try load(ProofVector.self, "smt/\(name)")
            let proof = try ICS23CommitmentProof(serializedBytes: vector.proofBytes)
            switch proof.proof {
            case .exist(let exist):
                existence += 1
                #expect(try exist.calculatedRoot() == vector.rootBytes)
                try exist.verify(
                    against: .sparseMerkleTree, root: vector.rootBytes, key: vector.keyBytes, value: vector.valueBytes)
            case .nonexist(let absence):
                #expect(vector.valueBytes.isEmpty)
                try absence.verify(against: .sparseMerkleTree, root: vector.rootBytes, key: vector.keyBytes)
            case nil:
                Issue.record("\(name) has no proof")
            }
        }
        #expect(existence == 3)
    }

    @Test func changedVectorsAreRefused() throws {
        for name in try vectorNames(in: "smt") {
            let vector = try load(ProofVector.self, "smt/\(name)")
            let proof = try ICS23CommitmentProof(serializedBytes: vector.proofBytes)
            var root = vector.rootBytes
            root[31] ^= 1
            switch proof.proof {
            case .exist(let exist):
                #expect(throws: ProofRefusal.rootDiffers) {
                    try exist.verify(
                        against: .sparseMerkleTree, root: root, key: vector.keyBytes, value: vector.valueBytes)
                }
                #expect(throws: ProofRefusal.keyDiffers) {
                    try exist.verify(
                        against: .sparseMerkleTree, root: vector.rootBytes, key: vector.keyBytes + [0],
                        value: vector.valueBytes)
                }
                #expect(throws: ProofRefusal.valueDiffers) {
                    try exist.verify(
                        against: .sparseMerkleTree, root: vector.rootBytes, key: vector.keyBytes,
                        value: vector.valueBytes + [0])
                }
            case .nonexist(let absence):
                #expect(throws: ProofRefusal.rootDiffers) {
                    try absence.verify(against: .sparseMerkleTree, root: root, key: vector.keyBytes)
                }
                #expect(throws: ProofRefusal.keyOutsideNeighbours) {
                    let neighbour = [UInt8](absence.hasLeft ? absence.left.key : absence.right.key)
                    try absence.verify(against: .sparseMerkleTree, root: vector.rootBytes, key: neighbour)
                }
            case nil:
                Issue.record("\(name) has no proof")
            }
        }
    }

    @Test func specificationsAreEnforced() throws {
        let expected: [String: ProofRefusal?] = [
            "accepts leaf with valid inner proofs": nil,
            "accepts one proper leaf": nil,
            "allows depth limited in proper range": nil,
            "empty proof fails": .leafMissing,
            "reject depth limited with too few inner nodes": .depth,
            "reject depth limited with too many inner nodes": .depth,
            "reject too many inner nodes (129) using default limited depth (128)": .depth,
            "rejects invalid inner proof (hash mismatch)": .stepDiffers,
            "rejects invalid leaf": .leafDiffers,
            "rejects leaf with invalid inner proofs": .stepDiffers,
            "rejects only inner proof (hash mismatch)": .stepDiffers,
        ]
        struct Row: Decodable {
            let Proof: ExistenceVector
            let Spec: SpecificationVector
        }
        let rows = try load([String: Row].self, "checks/TestCheckAgainstSpecData.json")
        #expect(Set(rows.keys) == Set(expected.keys))
        for (name, row) in rows {
            let proof = row.Proof.message
            let specification = row.Spec.specification
            if let refusal = expected[name] ?? nil {
                #expect(throws: refusal, "\(name)") { try proof.check(against: specification) }
            } else {
                #expect(throws: Never.self, "\(name)") { try proof.check(against: specification) }
            }
        }
    }

    @Test func leafSpecificationsAreEnforced() throws {
        struct Row: Decodable {
            let Leaf: LeafVector
            let Spec: LeafVector
            let IsErr: Bool
        }
        let rows = try load([String: Row].self, "checks/TestCheckLeafData.json")
        #expect(rows.count == 10)
        for (name, row) in rows {
            let specification = ProofSpecification(leaf: row.Spec.message, inner: nil)
            let isRefused = (try? row.Leaf.message.check(against: specification)) == nil
            #expect(isRefused == row.IsErr, "\(name)")
        }
    }

    @Test func hashFunctionsAgree() throws {
        struct Row: Decodable {
            let HashOp: Int
            let Preimage: String?
            let PreImage: String?
            let ExpectedHash: String
        }
        let rows = try load([String: Row].self, "checks/TestDoHashData.json")
        #expect(rows.count == 7)
        for (name, row) in rows {
            let operation = ICS23HashOp(rawValue: row.HashOp) ?? .noHash
            let preimage = bytes(try #require(row.Preimage ?? row.PreImage))
            #expect(try operation.hash(preimage) == hexBytes(row.ExpectedHash), "\(name)")
        }
        for operation in [ICS23HashOp.noHash, .keccak256, .blake3, .UNRECOGNIZED(99)] {
            #expect(throws: ProofRefusal.unsupportedHash) { try operation.hash([1]) }
        }
    }

    @Test func leavesHash() throws {
        struct Row: Decodable {
            let Op: LeafVector
            let Key: Data?
            let Value: Data?
            let IsErr: Bool
            let Expected: Data?
        }
        let rows = try load([String: Row].self, "checks/TestLeafOpData.json")
        #expect(rows.count == 11)
        for (name, row) in rows {
            let hash = try? row.Op.message.apply(key: [UInt8](row.Key ?? Data()), value: [UInt8](row.Value ?? Data()))
            #expect((hash == nil) == row.IsErr, "\(name)")
            #expect(hash == row.Expected.map { [UInt8]($0) }, "\(name)")
        }
    }

    @Test func innerNodesHash() throws {
        struct Row: Decodable {
            let Op: InnerVector
            let Child: Data?
            let IsErr: Bool
            let Expected: Data?
        }
        let rows = try load([String: Row].self, "checks/TestInnerOpData.json")
        #expect(rows.count == 4)
        for (name, row) in rows {
            let hash = try? row.Op.message.apply(child: [UInt8](row.Child ?? Data()))
            #expect((hash == nil) == row.IsErr, "\(name)")
            #expect(hash == row.Expected.map { [UInt8]($0) }, "\(name)")
        }
    }

    @Test func existenceProofsLeadToTheirRoots() throws {
        struct Row: Decodable {
            let Proof: ExistenceVector
            let IsErr: Bool
            let Expected: Data?
        }
        let rows = try load([String: Row].self, "checks/TestExistenceProofData.json")
        #expect(rows.count == 6)
        for (name, row) in rows {
            let root = try? row.Proof.message.calculatedRoot()
            #expect((root == nil) == row.IsErr, "\(name)")
            #expect(root == row.Expected.map { [UInt8]($0) }, "\(name)")
        }
    }

    @Test func emptyBranchesAreSeen() throws {
        struct Row: Decodable {
            let Op: InnerVector
            let Spec: SpecificationVector
            let IsLeft: Bool
            let IsRight: Bool
        }
        let rows = try load([Row].self, "checks/TestEmptyBranchData.json")
        #expect(rows.count == 8)
        for (index, row) in rows.enumerated() {
            try row.Op.message.check(against: row.Spec.specification, layer: 1)
            let layout = try ChildLayout(try #require(row.Spec.specification.inner))
            #expect(layout.leftBranchesAreEmpty(row.Op.message) == row.IsLeft, "row \(index)")
            #expect(layout.rightBranchesAreEmpty(row.Op.message) == row.IsRight, "row \(index)")
        }
    }

    @Test func everyVectorFileIsRead() throws {
        #expect(
            try vectorNames(in: "checks") == [
                "TestCheckAgainstSpecData.json", "TestCheckLeafData.json", "TestDoHashData.json",
                "TestEmptyBranchData.json", "TestExistenceProofData.json", "TestInnerOpData.json",
                "TestLeafOpData.json",
            ])
    }

    private var folder: URL {
        get throws {
            try #require(Bundle.module.url(forResource: "Vectors", withExtension: nil)).appending(path: "ics23")
        }
    }

    private func vectorNames(in name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: name).path)
            .filter { $0.hasSuffix(".json") }.sorted()
    }

    private func load<Content: Decodable>(_ type: Content.Type, _ path: String) throws -> Content {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: path)))
    }
}
