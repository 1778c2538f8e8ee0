import ChainNode
import RightsLedger
import Signatures
import SymbolonClient
import Testing

@Suite struct ProofTests {
    @Test func lightClientBelievesWhatTheOperatorSigned() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let light = LightClient(chainID: "api-tests", operatorKey: served.operatorKey)
            let aliceKey = LightClient.key(ofAccount: served.cast.alice.id)
            let verified = try light.verify(try await served.client.provenState(key: aliceKey), key: aliceKey)
            #expect(verified.header.height == served.node.head.height)
            #expect(verified.header.appHash == served.node.head.appHash)
            let account = try #require(try verified.account())
            #expect(account.nonce == (try await served.client.account(served.cast.alice.id)).nonce)
            #expect(account.publicKey == served.cast.alice.key.publicKey)

            let balanceKey = LightClient.key(ofBalance: served.cast.bob.id, in: Story.points)
            let balance = try light.verify(try await served.client.provenState(key: balanceKey)).balance()
            #expect(balance.map(\.units) == [990])
        }
    }

    @Test func absenceIsProvenToo() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let light = LightClient(chainID: "api-tests", operatorKey: served.operatorKey)
            let key = LightClient.key(ofAccount: AccountID(rawValue: .zero))
            let verified = try light.verify(try await served.client.provenState(key: key), key: key)
            #expect(verified.value == nil)
            #expect(try verified.account() == nil)
        }
    }

    @Test func oldHeightIsProvenAgainstItsOwnHeader() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let light = LightClient(chainID: "api-tests", operatorKey: served.operatorKey)
            let key = LightClient.key(ofAccount: served.cast.brand.id)
            let old = try light.verify(
                try await served.client.provenState(key: key, height: 1), key: key, height: 1)
            #expect(try old.account()?.nonce == 1)
            #expect(old.header.height == 1)
        }
    }

    @Test func everyHeaderOfTheChainVerifies() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let light = LightClient(chainID: "api-tests", operatorKey: served.operatorKey)
            var previous: Digest?
            for height in 0...served.node.head.height {
                let block = try #require(try await served.client.block(height))
                try light.verify(block.signedHeader)
                if let previous { #expect(block.header.previousHeaderHash == previous) }
                previous = block.header.hash
            }
        }
    }
}
