import Foundation
import Signatures
import StateStore
import SwiftProtobuf
import TestSupport
import Testing

/// Mutated proofs, chunks and manifests: typed errors only, and never a success that changes the meaning.
@Suite struct HostileInputTests {
    private func store() throws -> MemoryStore {
        let memory = MemoryStore()
        var writes: [[UInt8]: [UInt8]?] = [:]
        for index in 0..<300 { writes[bytes("key-\(index)")] = bytes("value-\(index)") }
        try memory.commitBlock(writes)
        return memory
    }

    @Test func fortyThousandMutatedProofsAreRefused() throws {
        let seed: UInt64 = 41
        print("seed \(seed)")
        let snapshot = try store().snapshot()
        let root = snapshot.head.root
        let proofs = try (0..<20).map { index in
            try snapshot.proof(forKey: bytes(index % 2 == 0 ? "key-\(index)" : "absent-\(index)"), height: nil)
        }
        var mutator = ByteMutator(seed: seed, corpus: proofs.map(\.commitment))
        var refusals: [ProofRefusal: Int] = [:]
        var harmless = 0
        for round in 0..<40_000 {
            var proof = proofs[round % proofs.count]
            let original = proof.commitment
            proof.commitment = mutator.mutating(original)
            do {
                try proof.verify(against: root)
                // A change that left the meaning: unknown fields, a repeated field, or none at all.
                let decoded = try ICS23CommitmentProof(serializedBytes: proof.commitment)
                let intended = try ICS23CommitmentProof(serializedBytes: original)
                #expect(isSameStatement(decoded, intended), "seed \(seed), round \(round)")
                harmless += 1
            } catch let refusal as ProofRefusal {
                refusals[refusal, default: 0] += 1
            }
        }
        #expect(harmless < 4_000)
        let reached = Set(refusals.keys)
        for refusal in [
            .malformed, .leafDiffers, .stepDiffers, .rootDiffers, .keyDiffers, .valueDiffers,
        ] as [ProofRefusal] {
            #expect(reached.contains(refusal), "\(refusal) was never reached")
        }
    }

    /// Whether two proofs that verify say the same; the key in an absence proof is a remark that nobody reads.
    private func isSameStatement(_ left: ICS23CommitmentProof, _ right: ICS23CommitmentProof) -> Bool {
        switch (left.proof, right.proof) {
        case (.exist(let left), .exist(let right)): left.key == right.key && left.value == right.value
        case (.nonexist, .nonexist): true
        default: false
        }
    }

    @Test func fifteenThousandMutatedChunksAreRefused() throws {
        let seed: UInt64 = 42
        print("seed \(seed)")
        let export = try StateExport(of: store().snapshot())
        let original = try export.chunk(0)
        var mutator = ByteMutator(seed: seed, corpus: [original])
        let root = export.manifest.root
        var codes: [StoreError.Code: Int] = [:]
        for round in 0..<15_000 {
            let small = Array(original[..<min(original.count, 200)])
            let chunk = mutator.mutating(round % 50 == 0 ? original : small)
            // The peer lists the hash of what it sends.
            let manifest = StateManifest(height: 1, root: root, keyCount: 300, chunkHashes: [SHA256.hash(chunk)])
            do throws(StoreError) {
                var importing = try StateImport(into: MemoryStore(), manifest: manifest, trustedRoot: root)
                try importing.add(chunk: chunk)
                try importing.finish()
                #expect(chunk == original, "seed \(seed), round \(round)")
            } catch {
                codes[error.code, default: 0] += 1
            }
        }
        #expect(Set(codes.keys).isSubset(of: [.chunkMalformed, .rootMismatch]))
        #expect(codes[.chunkMalformed, default: 0] > 5_000)
    }

    @Test func fifteenThousandMutatedManifestsAreRefused() throws {
        let seed: UInt64 = 43
        print("seed \(seed)")
        let root = SHA256.hash([1])
        let manifest = StateManifest(
            height: 9, root: root, keyCount: 70, chunkHashes: (0..<5).map { SHA256.hash([UInt8($0)]) })
        var mutator = ByteMutator(seed: seed, corpus: [manifest.encode()])
        var accepted = 0
        for _ in 0..<15_000 {
            let bytes = mutator.next()
            do throws(StoreError) {
                let decoded = try StateManifest(decoding: bytes)
                // One encoding for one manifest.
                #expect(decoded.encode() == bytes)
                accepted += 1
            } catch {
                #expect(error.code == .manifestMalformed)
            }
        }
        #expect(accepted < 10_000)
    }

    /// Proofs that are well formed and as large as they may be are still cheap to refuse.
    @Test func deepestProofsAreBounded() throws {
        var proof = ICS23CommitmentProof()
        proof.exist.key = Data([1])
        proof.exist.value = Data([1])
        proof.exist.leaf.hash = .sha256
        proof.exist.leaf.prehashKey = .sha256
        proof.exist.leaf.prehashValue = .sha256
        proof.exist.leaf.prefix = Data([0])
        var step = ICS23InnerOp()
        step.hash = .sha256
        step.prefix = Data([1])
        step.suffix = Data(repeating: 0, count: 32)
        proof.exist.path = [ICS23InnerOp](repeating: step, count: 256)
        let root = SHA256.hash([1])
        var claim = StateProof(
            key: [1], value: [1], commitment: try proof.serializedBytes(), height: 1, root: root)
        #expect(throws: ProofRefusal.rootDiffers) { try claim.verify(against: root) }
        proof.exist.path.append(step)
        claim.commitment = try proof.serializedBytes()
        #expect(throws: ProofRefusal.depth) { try claim.verify(against: root) }
    }
}
