import RightsLedger
import Signatures
import TestSupport
import Testing

@Suite struct BlockHeaderTests {
    static func header() throws -> BlockHeader {
        let key = try TestChain.key(9)
        return BlockHeader(
            chainID: "c", height: 7, time: 1_700_000_000, previousHeaderHash: SHA256.hash([1]),
            transactionsHash: SHA256.hash([2]), outcomesHash: SHA256.hash([3]), eventsHash: SHA256.hash([4]),
            appHash: SHA256.hash([5]), stateFormatVersion: 1, proposerKey: key.publicKey)
    }

    @Test func signedHeaderComesBackAndVerifies() throws {
        let key = try TestChain.key(9)
        let signed = SignedBlockHeader(signing: try Self.header(), with: key)
        #expect(SignedBlockHeader(decoding: signed.encoded()) == signed)
        #expect(signed.verify(by: key.publicKey))
        #expect(!signed.verify(by: try TestChain.key(8).publicKey))
    }

    @Test func aChangeOfAnyFieldChangesTheHashAndBreaksTheSignature() throws {
        let key = try TestChain.key(9)
        let header = try Self.header()
        let signed = SignedBlockHeader(signing: header, with: key)
        var changed = Array(repeating: header, count: 9)
        changed[0].chainID = "d"
        changed[1].height += 1
        changed[2].time += 1
        changed[3].previousHeaderHash = .zero
        changed[4].transactionsHash = .zero
        changed[5].outcomesHash = .zero
        changed[6].eventsHash = .zero
        changed[7].appHash = .zero
        changed[8].stateFormatVersion = 2
        #expect(Set(changed.map(\.hash) + [header.hash]).count == 10)
        for other in changed {
            #expect(!SignedBlockHeader(header: other, signature: signed.signature).verify(by: key.publicKey))
        }
    }

    @Test func damagedBytesAreRefusedOrAnotherHeader() throws {
        let key = try TestChain.key(9)
        let signed = SignedBlockHeader(signing: try Self.header(), with: key)
        let bytes = signed.encoded()
        #expect(SignedBlockHeader(decoding: bytes + [0]) == nil)
        #expect(SignedBlockHeader(decoding: []) == nil)
        var mutator = ByteMutator(seed: 5, corpus: [bytes])
        for _ in 0..<5_000 {
            let input = mutator.next()
            guard let read = SignedBlockHeader(decoding: input) else { continue }
            #expect(read.encoded() == input)
            #expect(input == bytes || !read.verify(by: key.publicKey))
        }
    }
}
