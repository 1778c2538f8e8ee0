import Foundation
import Signatures
import StateStore
import SwiftProtobuf
import Testing

/// Proofs that the stores make, and every way to change one.
@Suite struct StateProofTests {
    /// A few dozen keys at three heights.
    private struct World {
        let directory: TemporaryDirectory
        let store: RocksDBStore
        let memory = MemoryStore()

        init(keyCount: Int = 60) throws {
            directory = try TemporaryDirectory()
            store = try RocksDBStore.open(path: directory.file("db"))
            var writes: [[UInt8]: [UInt8]?] = [:]
            for index in 0..<keyCount { writes[bytes("key-\(index)")] = bytes("first-\(index)") }
            try commit(writes)
            try commit([bytes("key-1"): bytes("second-1"), bytes("key-2"): nil])
            try commit([bytes("key-2"): bytes("third-2"), bytes("new"): bytes("third-new")])
        }

        private func commit(_ writes: [[UInt8]: [UInt8]?]) throws {
            try store.commitBlock(writes)
            try memory.commitBlock(writes)
        }

        func root(_ height: UInt64) throws -> Digest {
            try store.snapshot().proof(forKey: bytes("key-0"), height: height).root
        }
    }

    @Test func everyKeyOfEveryHeightIsProved() throws {
        let world = try World()
        let snapshot = try world.store.snapshot()
        let memory = try world.memory.snapshot()
        for height in 1...3 as ClosedRange<UInt64> {
            let root = try world.root(height)
            for name in (0..<60).map({ "key-\($0)" }) + ["new", "never", "", "zzz"].filter({ !$0.isEmpty }) {
                let proof = try snapshot.proof(forKey: bytes(name), height: height)
                #expect(proof.height == height)
                #expect(proof.value == (try snapshot.value(forKey: bytes(name), height: height)))
                try proof.verify(against: root)
                #expect(try memory.proof(forKey: bytes(name), height: height) == proof, "\(name) at \(height)")
            }
        }
        #expect(try snapshot.proof(forKey: bytes("key-2"), height: 2).value == nil)
        #expect(try snapshot.proof(forKey: bytes("key-2"), height: 1).value == bytes("first-2"))
        #expect(try snapshot.proof(forKey: bytes("key-2"), height: nil).value == bytes("third-2"))
    }

    @Test func changedValueIsRefused() throws {
        let world = try World()
        let proof = try world.store.snapshot().proof(forKey: bytes("key-5"), height: nil)
        let root = try world.root(3)
        var changed = proof
        changed.value = bytes("first-6")
        #expect(throws: ProofRefusal.valueDiffers) { try changed.verify(against: root) }
        changed.value = nil
        #expect(throws: ProofRefusal.wrongKind) { try changed.verify(against: root) }
    }

    @Test func changedKeyIsRefused() throws {
        let world = try World()
        let root = try world.root(3)
        var proof = try world.store.snapshot().proof(forKey: bytes("key-5"), height: nil)
        proof.key = bytes("key-6")
        #expect(throws: ProofRefusal.keyDiffers) { try proof.verify(against: root) }
        var absence = try world.store.snapshot().proof(forKey: bytes("never"), height: nil)
        try absence.verify(against: root)
        for index in 0..<60 {
            absence.key = bytes("key-\(index)")
            #expect(throws: ProofRefusal.keyOutsideNeighbours) { try absence.verify(against: root) }
        }
    }

    @Test func proofOfAnotherHeightIsRefused() throws {
        let world = try World()
        let snapshot = try world.store.snapshot()
        for key in ["key-1", "key-2", "key-40", "never"] {
            for height in 1...3 as ClosedRange<UInt64> {
                let proof = try snapshot.proof(forKey: bytes(key), height: height)
                for other in 1...3 as ClosedRange<UInt64> where other != height {
                    #expect(throws: ProofRefusal.rootDiffers) { try proof.verify(against: world.root(other)) }
                }
            }
        }
    }

    @Test func changedRootIsRefused() throws {
        let world = try World()
        let proof = try world.store.snapshot().proof(forKey: bytes("key-7"), height: nil)
        var root = try world.root(3).bytes
        for index in root.indices {
            root[index] ^= 1
            let changed = try #require(Digest(bytes: root))
            #expect(throws: ProofRefusal.rootDiffers) { try proof.verify(against: changed) }
            root[index] ^= 1
        }
        #expect(throws: ProofRefusal.rootDiffers) { try proof.verify(against: .zero) }
    }

    @Test func absenceInTheEmptyStateNeedsNoCommitment() throws {
        let memory = MemoryStore()
        try memory.commitBlock([bytes("a"): bytes("1")])
        try memory.commitBlock([bytes("a"): nil])
        let proof = try memory.snapshot().proof(forKey: bytes("a"), height: nil)
        #expect(proof.commitment.isEmpty)
        #expect(proof.root == .zero)
        try proof.verify(against: .zero)
        var padded = proof
        padded.commitment = [0]
        #expect(throws: ProofRefusal.malformed) { try padded.verify(against: .zero) }
        #expect(throws: ProofRefusal.malformed) { try proof.verify(against: SHA256.hash([1])) }
    }

    @Test func absenceAtBothEndsHasOneNeighbour() throws {
        let world = try World(keyCount: 3)
        let snapshot = try world.store.snapshot()
        var sides: Set<String> = []
        for index in 0..<40 {
            let proof = try snapshot.proof(forKey: bytes("absent-\(index)"), height: nil)
            try proof.verify(against: snapshot.head.root)
            let absence = try ICS23CommitmentProof(serializedBytes: proof.commitment).nonexist
            sides.insert("\(absence.hasLeft) \(absence.hasRight)")
        }
        #expect(sides == ["true true", "true false", "false true"])
    }

    /// A prover that leaves out a neighbour, or takes one farther away, could hide a key.
    @Test func absenceOfAPresentKeyCannotBeShown() throws {
        let world = try World()
        let snapshot = try world.store.snapshot()
        let root = snapshot.head.root
        let target = bytes("key-9")
        let present = (0..<60).filter { $0 != 9 }.map { bytes("key-\($0)") }
        let existence = try present.map { key in
            try ICS23CommitmentProof(serializedBytes: snapshot.proof(forKey: key, height: nil).commitment).exist
        }
        var refusals: [ProofRefusal: Int] = [:]
        func claim(_ left: ICS23ExistenceProof?, _ right: ICS23ExistenceProof?) throws {
            var forged = ICS23CommitmentProof()
            forged.nonexist.key = Data(target)
            if let left { forged.nonexist.left = left }
            if let right { forged.nonexist.right = right }
            let proof = StateProof(
                key: target, value: nil, commitment: try forged.serializedBytes(), height: 3, root: root)
            do throws(ProofRefusal) {
                try proof.verify(against: root)
                Issue.record("a present key was shown to be absent")
            } catch {
                refusals[error, default: 0] += 1
            }
        }
        for left in existence {
            for right in existence where left.key != right.key { try claim(left, right) }
            try claim(left, nil)
            try claim(nil, left)
        }
        let claims = refusals.values.reduce(0, +)
        #expect(claims == 59 * 58 + 2 * 59)
        // The keys below the target and those above it, paired the right way round, with the target between them.
        let below = present.filter { SHA256.hash($0) < SHA256.hash(target) }.count
        let enclosing = below * (59 - below)
        // With one neighbour alone each of the 59 keys is on its side once.
        #expect(refusals[.notNeighbours] == enclosing + 59)
        #expect(Set(refusals.keys) == [.notNeighbours, .keyOutsideNeighbours])
    }

    @Test func oversizedCommitmentIsRefusedUnread() {
        let proof = StateProof(
            key: bytes("a"), value: bytes("b"),
            commitment: [UInt8](repeating: 0, count: StateProof.commitmentBytesMax + 1), height: 1,
            root: SHA256.hash([1]))
        #expect(throws: ProofRefusal.malformed) { try proof.verify(against: proof.root) }
    }
}
