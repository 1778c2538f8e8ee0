import ChainNode
import NodeAPI
import RightsLedger
import Signatures
import SymbolonClient
import Testing

@Suite struct AnswerTests {
    /// Every kind of resource with something in it, by the path's template in the document.
    private func targets(_ served: ServedNode, transaction: TransactionID) -> [(template: String, target: String)] {
        let alice = served.cast.alice.id
        let supplyKey = Hex.encode(LightClient.key(ofSupply: Story.points))
        return [
            ("/v1/transactions/{id}", "/v1/transactions/\(transaction)"),
            ("/v1/blocks", "/v1/blocks?limit=3"), ("/v1/blocks/latest", "/v1/blocks/latest"),
            ("/v1/blocks/{height}", "/v1/blocks/0"), ("/v1/blocks/{height}", "/v1/blocks/2"),
            ("/v1/blocks/{height}/transactions", "/v1/blocks/2/transactions"),
            ("/v1/events", "/v1/events?limit=100"), ("/v1/state/{key}", "/v1/state/\(supplyKey)"),
            ("/v1/state/{key}", "/v1/state/\(supplyKey)?proof=true&height=3"),
            ("/v1/state/{key}", "/v1/state/ff?proof=true"), ("/v1/accounts/{id}", "/v1/accounts/\(alice)"),
            ("/v1/accounts/{id}", "/v1/accounts/\(Digest.zero)"),
            ("/v1/accounts/{id}/holdings", "/v1/accounts/\(alice)/holdings"),
            ("/v1/accounts/{id}/lots", "/v1/accounts/\(served.cast.bob.id)/lots"),
            ("/v1/accounts/{id}/items", "/v1/accounts/\(served.cast.bob.id)/items"), ("/v1/classes", "/v1/classes"),
            ("/v1/classes", "/v1/classes?symbol=GYM"), ("/v1/classes/{id}", "/v1/classes/1"),
            ("/v1/classes/{id}/supply", "/v1/classes/1/supply"),
            ("/v1/classes/{id}/items/{serial}", "/v1/classes/\(Story.collectible)/items/2"),
            ("/v1/emissions", "/v1/emissions"),
            ("/v1/scheduled-burns", "/v1/scheduled-burns"), ("/v1/campaigns", "/v1/campaigns"),
            ("/v1/campaigns/{id}", "/v1/campaigns/1"),
            ("/v1/attestations/{id}", "/v1/attestations/\(Story.eventID)"), ("/v1/agreements", "/v1/agreements"),
            ("/v1/agreements/{id}", "/v1/agreements/2"), ("/v1/receipts", "/v1/receipts"),
            ("/v1/receipts/{id}", "/v1/receipts/1"), ("/v1/obligations", "/v1/obligations?epoch=\(Story.epoch)"),
            ("/v1/positions", "/v1/positions?epoch=\(Story.epoch)"),
            ("/v1/settlements", "/v1/settlements?epoch=\(Story.epoch)"), ("/v1/status", "/v1/status"),
        ]
    }

    @Test func realAnswersFitTheirSchemas() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let checker = SchemaChecker(document: document)
            let known = try await served.client.resource("/v1/blocks/3/transactions")
            let transaction = try #require(TransactionID(hex: known.list("items")[0].text("id")))
            for (template, target) in targets(served, transaction: transaction) {
                let answer = try await served.http.send("GET", target)
                #expect(answer.status == 200, "\(target)")
                let schema = try document.answerSchema(path: template, method: "GET", status: 200)
                #expect(try checker.problems(of: answer.json(), against: schema) == [], "\(target)")
                if let items = try answer.json()["items"]?.elements { #expect(!items.isEmpty, "\(target)") }
                #expect(answer.header("Symbolon-Height") != nil, "\(target)")
                #expect(Digest(hex: answer.header("Symbolon-App-Hash") ?? "") != nil, "\(target)")
            }
        }
    }

    @Test func everyResourceOfTheDocumentIsAsked() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            let asked = Set(targets(served, transaction: TransactionID(rawValue: .zero)).map(\.template))
            let documented = document.operations.filter { $0.method == "GET" && $0.path.hasPrefix("/v1/") }.map(\.path)
            #expect(asked == Set(documented))
        }
    }

    @Test func eventsOfTheStoryFitAndAreOfManyTypes() async throws {
        let document = try DocumentReader()
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let checker = SchemaChecker(document: document)
            let schema = try document.value(at: "#/components/schemas/Event")
            var types: Set<String> = []
            var cursor: PageCursor?
            while true {
                let page = try await served.client.resource(
                    "/v1/events", query: cursor.map { [("cursor", $0.description)] } ?? [])
                for event in try page.list("items") {
                    #expect(try checker.problems(of: event, against: schema) == [])
                    types.insert(try event.text("type"))
                }
                cursor = PageCursor(try page.text("next"))
                if try page.boolean("complete") { break }
            }
            // The story has no expiry and no calendar burn within its hours.
            #expect(Set(LedgerEvent.typeNames).subtracting(types) == ["expired"])
        }
    }

    @Test func collectionAndHeaderNameTheSameBlock() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let answer = try await served.http.send("GET", "/v1/classes")
            let body = try answer.json()
            let head = served.node.head
            #expect(try body.number("height") as UInt64 == head.height)
            #expect(try body.text("appHash") == head.appHash.hex)
            #expect(answer.header("Symbolon-Height") == "\(head.height)")
            #expect(answer.header("Symbolon-App-Hash") == head.appHash.hex)
        }
    }

    @Test func supplyAddsUp() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let supply = try #require(try await served.client.supply(of: Story.points))
            let burned =
                supply.burnedByHolder + supply.burnedByRedemption + supply.burnedByCalendar + supply.burnedByBuyBack
            #expect(supply.minted == supply.circulating + supply.reserved + burned + supply.expired)
            #expect(supply.burnedByHolder == 10)
            #expect(supply.burnedByBuyBack == 100)
            #expect(supply.burnedByRedemption == 100)
            let json = try await served.client.resource("/v1/classes/1/supply")
            let liability: UInt64 = try json.member("liability").quantity("amount")
            #expect(liability == supply.circulating / 100)
        }
    }

    @Test func typedAnswersSayWhatHappened() async throws {
        try await ServedNode.run { served async throws in
            try await Story.tell(on: served)
            let client = served.client
            let brand = try await client.account(served.cast.brand.id)
            #expect(brand.roles == [.regulator, .issuer])
            #expect(brand.publicKey == served.cast.brand.key.publicKey)
            let holdings = try await client.holdings(of: served.cast.bob.id)
            #expect(holdings.items.map(\.symbol) == ["COFFEE", "STABLE"])
            #expect(holdings.items[0].units == 990)
            #expect(try await client.lots(of: served.cast.bob.id).items.map(\.quantity) == [2])
            #expect(try await client.rightsClass(symbol: "GYM")?.classID == Story.entitlement)
            #expect(try await client.rightsClass(symbol: "NONE") == nil)
            #expect(try await client.rightsClass(ClassID(9)) == nil)
            #expect(try await client.agreement(AgreementID(1))?.status == "ended")
            #expect(try await client.campaign(CampaignID(1))?.hasEnded == true)
            #expect(try await client.receipt(ReceiptID(1))?.status == "refunded")
            #expect(try await client.receipt(ReceiptID(2))?.status == "final")
            #expect(try await client.receipt(ReceiptID(99)) == nil)
            let positions = try await client.positions(epoch: Story.epoch).items
            #expect(positions.reduce(0) { $0 + $1.amount } == 0)
            let settlements = try await client.settlements(epoch: Story.epoch).items
            #expect(settlements.map(\.isSettled) == [true])
            #expect(settlements.map(\.debtor) == [served.cast.brand.id])
        }
    }
}
