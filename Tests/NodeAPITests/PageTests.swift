import ChainNode
import RightsLedger
import SymbolonClient
import Testing

@Suite struct PageTests {
    /// All elements of a collection, page by page.
    private func all(_ path: String, limit: Int, _ client: NodeClient) async throws -> [JSONNode] {
        var items: [JSONNode] = []
        var cursor: String?
        while true {
            var query = [(name: "limit", value: String(limit))]
            if let cursor { query.append((name: "cursor", value: cursor)) }
            let page = try await client.resource(path, query: query)
            let found = try page.list("items")
            #expect(found.count <= limit)
            items += found
            guard case .string(let next)? = page["next"], page["complete"] != .boolean(true) else { return items }
            cursor = next
        }
    }

    @Test func smallPagesGiveTheSameAsLargeOnes() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let paths = [
                "/v1/blocks", "/v1/blocks/3/transactions", "/v1/events", "/v1/classes", "/v1/agreements",
                "/v1/receipts", "/v1/campaigns", "/v1/emissions", "/v1/scheduled-burns",
                "/v1/accounts/\(served.cast.bob.id)/holdings", "/v1/accounts/\(served.cast.bob.id)/lots",
                "/v1/accounts/\(served.cast.bob.id)/items",
            ]
            for path in paths {
                let whole = try await all(path, limit: 100, served.client)
                #expect(!whole.isEmpty, "\(path)")
                for limit in [1, 2, 3] {
                    #expect(try await all(path, limit: limit, served.client) == whole, "\(path) by \(limit)")
                }
            }
            for name in ["obligations", "positions", "settlements"] {
                var pages: [[JSONNode]] = []
                for limit in [1, 100] {
                    var items: [JSONNode] = []
                    var query = [(name: "epoch", value: "\(Story.epoch)"), (name: "limit", value: "\(limit)")]
                    while true {
                        let page = try await served.client.resource("/v1/\(name)", query: query)
                        items += try page.list("items")
                        guard case .string(let next)? = page["next"] else { break }
                        query = query.filter { $0.name != "cursor" } + [(name: "cursor", value: next)]
                    }
                    pages.append(items)
                }
                #expect(pages[0] == pages[1], "\(name)")
                #expect(!pages[0].isEmpty, "\(name)")
            }
        }
    }

    @Test func newestBlocksComeFirst() async throws {
        try await ServedNode.run { served async throws in
            for second in 1...5 { _ = try await served.node.produceBlock(time: ServedNode.genesisTime + Int64(second)) }
            let heights = try await all("/v1/blocks", limit: 2, served.client).map { try $0.number("height") as Int }
            #expect(heights == [5, 4, 3, 2, 1, 0])
        }
    }

    @Test func eventsAreFilteredByTypeAccountAndClass() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let client = served.client
            let whole = try await client.eventPage(from: nil).events
            let minted = try await client.eventPage(from: nil, filter: ChainEventFilter(type: "minted")).events
            #expect(minted == whole.filter { $0.type == "minted" })
            let ofClass = try await client.eventPage(
                from: nil, filter: ChainEventFilter(classID: Story.collectible)
            ).events
            #expect(ofClass.contains { $0.type == "itemSold" })
            #expect(!ofClass.contains { $0.type == "lotSplit" })
            let ofBob = try await client.eventPage(
                from: nil, filter: ChainEventFilter(account: served.cast.bob.id)
            ).events
            #expect(ofBob.contains { $0.type == "keyRotated" })
            #expect(!ofBob.isEmpty && ofBob.count < whole.count)
            let both = try await client.eventPage(
                from: nil, filter: ChainEventFilter(type: "minted", account: served.cast.bob.id)
            ).events
            #expect(both == ofBob.filter { $0.type == "minted" })
        }
    }

    @Test func eventsBeginAtAHeight() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let page = try await served.client.resource("/v1/events", query: [("fromHeight", "3"), ("limit", "100")])
            let heights = try page.list("items").map { try $0.number("height") as Int }
            #expect(heights.first == 3)
            #expect(heights == heights.sorted())
            let answer = try await served.http.send(
                "GET", "/v1/events?fromHeight=3&cursor=\(try page.text("next"))")
            #expect(answer.status == 400)
        }
    }

    @Test func eventStreamGoesOnWithNewBlocks() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let told = try await served.client.eventPage(from: nil).events.count
            let reader = Task {
                var types: [String] = []
                for try await event in served.client.events(from: nil, pause: .milliseconds(10)) {
                    types.append(event.type)
                    if types.count == told + 1 { return types }
                }
                return types
            }
            try await Task.sleep(for: .milliseconds(50))
            try await served.apply(
                [.burn(Burn(asset: .units(Story.points, 1)))], by: served.cast.alice)
            let types = try await reader.value
            #expect(types.count == told + 1)
            #expect(types.last == "burned")
        }
    }

    @Test func emptyChainHasACursorToGoOnWith() async throws {
        try await ServedNode.run { served async throws in
            let empty = try await served.client.eventPage(from: nil)
            #expect(empty.isComplete)
            let again = try await served.client.eventPage(from: empty.next)
            #expect(again.events == empty.events || again.events.isEmpty)
            try await Story.tell(on: served)
            let later = try await served.client.eventPage(from: empty.next)
            #expect(!later.events.isEmpty)
        }
    }
}
