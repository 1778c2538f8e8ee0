import RightsLedger
import Signatures
import StateStore
import SymbolonClient
import Testing

@Suite struct LightClientTests {
    /// A signed block over a small state, and an answer about one of its keys.
    private struct Setting {
        let light: LightClient
        let operatorKey: SigningKey
        let present: ProvenState
        let absent: ProvenState

        init() throws {
            operatorKey = try SigningKey(seed: Array(repeating: 9, count: 32))
            light = LightClient(chainID: "light", operatorKey: operatorKey.publicKey)
            let store = MemoryStore()
            let changes = (0..<20).map { index in
                StateChange(
                    key: LightClient.key(ofAccount: AccountID(rawValue: Digest(0, 0, 0, UInt64(index)))),
                    value: AccountRecord(nonce: UInt64(index)).encoded())
            }
            let staged = try store.stage(height: 1, changes: changes)
            try store.commit(staged, columns: [])
            let header = BlockHeader(
                chainID: "light", height: 1, time: 1_769_860_800, previousHeaderHash: .zero, transactionsHash: .zero,
                outcomesHash: .zero, eventsHash: .zero, appHash: staged.root, stateFormatVersion: 1,
                proposerKey: operatorKey.publicKey)
            let signed = SignedBlockHeader(signing: header, with: operatorKey)
            let snapshot = try store.snapshot()
            func answer(_ account: UInt64) throws -> ProvenState {
                let key = LightClient.key(ofAccount: AccountID(rawValue: Digest(0, 0, 0, account)))
                let proof = try snapshot.proof(forKey: key, height: nil)
                return ProvenState(
                    key: key, value: proof.value, height: 1, proof: proof.commitment, signedHeader: signed)
            }
            present = try answer(7)
            absent = try answer(1_000)
        }

        /// Another header over the same state, signed by a key.
        func header(signedBy key: SigningKey, _ change: (inout BlockHeader) -> Void) -> SignedBlockHeader {
            var header = present.signedHeader.header
            change(&header)
            return SignedBlockHeader(signing: header, with: key)
        }
    }

    private func failure(_ light: LightClient, _ answer: ProvenState) -> VerificationFailure? {
        do throws(ClientError) {
            _ = try light.verify(answer)
            return nil
        } catch .unverified(let failure) {
            return failure
        } catch {
            Issue.record("another error: \(error)")
            return nil
        }
    }

    private func isProofFailure(_ failure: VerificationFailure?) -> Bool {
        if case .proofInvalid = failure { true } else { false }
    }

    @Test func goodAnswersAreBelieved() throws {
        let setting = try Setting()
        let state = try setting.light.verify(setting.present, key: setting.present.key, height: 1)
        #expect(try state.account()?.nonce == 7)
        #expect(try setting.light.verify(setting.absent).value == nil)
    }

    @Test func changedValueIsRefusedAtEveryByte() throws {
        let setting = try Setting()
        let value = try #require(setting.present.value)
        for index in value.indices {
            var answer = setting.present
            answer.value?[index] ^= 1
            #expect(isProofFailure(failure(setting.light, answer)), "byte \(index)")
        }
        var shorter = setting.present
        shorter.value = Array(value.dropLast())
        #expect(isProofFailure(failure(setting.light, shorter)))
        var longer = setting.present
        longer.value = value + [0]
        #expect(isProofFailure(failure(setting.light, longer)))
    }

    @Test func valueForAbsenceAndAbsenceForValueAreRefused() throws {
        let setting = try Setting()
        var hidden = setting.present
        hidden.value = nil
        #expect(isProofFailure(failure(setting.light, hidden)))
        var invented = setting.absent
        invented.value = setting.present.value
        #expect(isProofFailure(failure(setting.light, invented)))
    }

    @Test func changedKeyIsRefusedAtEveryByte() throws {
        let setting = try Setting()
        for index in setting.present.key.indices {
            var answer = setting.present
            answer.key[index] ^= 1
            #expect(isProofFailure(failure(setting.light, answer)), "byte \(index)")
        }
        for index in setting.absent.key.indices {
            var answer = setting.absent
            answer.key[index] ^= 1
            // Another absent key between the same neighbours is absent too: only an existing key must not pass.
            if failure(setting.light, answer) == nil { #expect(answer.key != setting.present.key) }
        }
    }

    @Test func answerAboutAnotherKeyThanAskedIsRefused() throws {
        let setting = try Setting()
        #expect(throws: ClientError.unverified(.otherKey)) {
            try setting.light.verify(setting.present, key: setting.absent.key)
        }
    }

    @Test func changedHeightIsRefused() throws {
        let setting = try Setting()
        var answer = setting.present
        answer.height = 2
        #expect(failure(setting.light, answer) == .otherHeight)
        #expect(throws: ClientError.unverified(.otherHeight)) {
            try setting.light.verify(setting.present, height: 2)
        }
        var moved = setting.present
        moved.signedHeader = SignedBlockHeader(
            header: setting.header(signedBy: setting.operatorKey) { $0.height = 2 }.header,
            signature: setting.present.signedHeader.signature)
        moved.height = 2
        #expect(failure(setting.light, moved) == .signatureInvalid)
    }

    @Test func changedRootIsRefused() throws {
        let setting = try Setting()
        var unsigned = setting.present
        var header = unsigned.signedHeader.header
        header.appHash = Digest(1, 2, 3, 4)
        unsigned.signedHeader = SignedBlockHeader(header: header, signature: unsigned.signedHeader.signature)
        #expect(failure(setting.light, unsigned) == .signatureInvalid)
        // Also where the operator signed it: the proof leads elsewhere.
        var signed = setting.present
        signed.signedHeader = setting.header(signedBy: setting.operatorKey) { $0.appHash = Digest(1, 2, 3, 4) }
        #expect(isProofFailure(failure(setting.light, signed)))
        signed.signedHeader = setting.header(signedBy: setting.operatorKey) { $0.appHash = .zero }
        #expect(isProofFailure(failure(setting.light, signed)))
    }

    @Test func changedSignatureIsRefusedAtEveryByte() throws {
        let setting = try Setting()
        let signature = setting.present.signedHeader.signature.bytes
        for index in signature.indices {
            var bytes = signature
            bytes[index] ^= 1
            var answer = setting.present
            answer.signedHeader = SignedBlockHeader(
                header: answer.signedHeader.header, signature: try #require(Signature(bytes: bytes)))
            #expect(failure(setting.light, answer) == .signatureInvalid, "byte \(index)")
        }
    }

    @Test func changedProofIsRefusedAtEveryByte() throws {
        let setting = try Setting()
        for (answer, name) in [(setting.present, "presence"), (setting.absent, "absence")] {
            var survivors = 0
            for index in answer.proof.indices {
                var changed = answer
                changed.proof[index] ^= 1
                if failure(setting.light, changed) == nil { survivors += 1 }
            }
            #expect(survivors == 0, "\(name)")
            for length in 0..<answer.proof.count {
                var cut = answer
                cut.proof = Array(answer.proof.prefix(length))
                #expect(isProofFailure(failure(setting.light, cut)), "\(name), \(length) bytes")
            }
        }
    }

    @Test func otherOperatorAndOtherChainAreRefused() throws {
        let setting = try Setting()
        let stranger = try SigningKey(seed: Array(repeating: 8, count: 32))
        var answer = setting.present
        answer.signedHeader = setting.header(signedBy: stranger) { $0.proposerKey = stranger.publicKey }
        #expect(failure(setting.light, answer) == .otherProposer)
        answer.signedHeader = setting.header(signedBy: stranger) { _ in }
        #expect(failure(setting.light, answer) == .signatureInvalid)
        answer.signedHeader = setting.header(signedBy: setting.operatorKey) { $0.chainID = "dark" }
        #expect(failure(setting.light, answer) == .otherChain)
    }

    @Test func recordOfAnotherKindIsRefused() throws {
        let setting = try Setting()
        let state = try setting.light.verify(setting.present)
        #expect(throws: ClientError.unverified(.recordMalformed)) { try state.balance() }
    }
}
