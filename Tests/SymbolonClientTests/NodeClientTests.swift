import SymbolonClient
import Testing

@Suite struct NodeClientTests {
    @Test(arguments: [
        "", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://host?query", "http://host#fragment",
        "http://user@host", "file:///etc/passwd",
    ])
    func addressesThatAreNoNodesAreRefused(_ address: String) {
        #expect(throws: ClientError.addressInvalid(address)) { try NodeClient(address: address) }
    }

    @Test func addressesOfNodesAreTaken() throws {
        for address in ["http://127.0.0.1:8080", "https://node.example/base/", "http://[::1]:8080"] {
            _ = try NodeClient(address: address)
        }
    }

    @Test func nobodyListeningIsSaid() async throws {
        var patience = NodeClient.Patience()
        patience.repetitions = 1
        patience.firstPauseSeconds = 0.01
        // Port 1 is reserved and nobody listens on it.
        let client = try NodeClient(address: "http://127.0.0.1:1", patience: patience)
        do throws(ClientError) {
            _ = try await client.status()
            Issue.record("somebody listens on port 1")
        } catch .unreachable(let address, _) {
            #expect(address == "http://127.0.0.1:1")
        } catch {
            Issue.record("another error: \(error)")
        }
    }
}
