import Foundation
import RightsLedger
import Testing
import Workbench

@Suite struct ProgrammeFileTests {
    private static let example = Project.path(of: "Examples/cdnow/programme.yaml")

    /// The example with one piece of text replaced.
    private func parse(replacing old: String, with new: String) throws -> Programme {
        let text = try String(contentsOfFile: ProgrammeFileTests.example, encoding: .utf8)
        #expect(text.contains(old), "the example has no \(old)")
        let range = try #require(text.range(of: old))
        return try ProgrammeFile.parse(text.replacingCharacters(in: range, with: new), path: "programme.yaml")
    }

    @Test func theExampleIsRead() throws {
        let programme = try ProgrammeFile.read(path: ProgrammeFileTests.example)
        #expect(programme.chainID == "symbolon-cdnow-1")
        #expect(programme.currency == CurrencyCode("USD"))
        #expect(programme.parties.map(\.key) == ["rights-office", "music-shop", "cinema", "travel-club", "till"])
        #expect(programme.parties[2].roles == [.issuer, .platform])
        #expect(programme.classes.map(\.creation.symbol) == ["TUNES", "CREDIT", "REEL", "PASS", "POSTER"])
        let tunes = programme.classes[0].creation
        #expect(tunes.policy.expiry == .rolling(months: 9))
        #expect(tunes.policy.transferFeeBasisPoints == 100)
        #expect(tunes.policy.redemptionBurnBasisPoints == 4_000)
        #expect(tunes.faceValue == Ratio(1, 2))
        #expect(programme.classes[2].schedule?.curve == .halving(first: 60_000, interval: 6))
        #expect(programme.classes[3].creation.policy.scopeCount == 2)
        #expect(programme.campaigns[0].tiers.count == 2)
        #expect(programme.agreements.map(\.rightsClass) == [0, 0, 3])
        #expect(programme.gifts[0].content == .entitlement(quantity: 4, tier: 1, scope: 3, days: 120))
        #expect(programme.buyBack?.fund.value == 8_000)
        #expect(programme.behaviour.habits.count == 10)
    }

    @Test(arguments: [
        ("chain: symbolon-cdnow-1", "chian: x", "chian"),
        ("version: 1", "version: 2", "version"),
        ("currency: USD", "currency: usd", "currency"),
        ("roles: [regulator]", "roles: [king]", "parties[0].roles"),
        ("roles: [regulator]", "roles: [oracle]", "parties"),
        ("issuer: music-shop", "issuer: travel-club", "classes[0].issuer"),
        ("issuer: music-shop", "issuer: nobody", "classes[0].issuer"),
        ("face_value: 1/2", "face_value: 1/0", "classes[0].face_value"),
        ("face_value: 1/2", "face_value: 0.5", "classes[0].face_value"),
        ("face_value: 1/2", "face_valeu: 1/2", "classes[0].face_valeu"),
        ("transfer_fee: 1%", "transfer_fee: 1", "classes[0].transfer_fee"),
        ("curve: halving", "curve: magic", "classes[2].emission.curve"),
        ("symbol: CREDIT", "symbol: TUNES", "classes[1].symbol"),
        ("end: 1998-07-01", "end: 1998-02-30", "campaigns[0].end"),
        ("platform: travel-club", "platform: music-shop", "agreements[0].platform"),
        ("scopes: [weekday, weekend]\n    days", "scopes: [never]\n    days", "gifts[0].scopes"),
        ("amount: 150", "amount: lots", "gifts[2].amount"),
        ("payment: CREDIT", "payment: REEL", "burns.buy_back.payment"),
        ("redeem_points: {chance: 24%", "redeem_points: {chance: 90%", "behaviour"),
        ("redeem_points: {chance: 24%", "redeem_points: {luck: 24%", "behaviour.redeem_points.luck"),
        ("name: Tunes, the music shop's points", "name: [a, b]", "classes[0].name"),
    ])
    func badValueIsNamedByItsPlace(_ old: String, _ new: String, _ place: String) throws {
        do {
            _ = try parse(replacing: old, with: new)
            Issue.record("\(new) was accepted")
        } catch WorkbenchError.programmeInvalid(_, let found, _) {
            #expect(found == place)
        }
    }

    /// Nine levels of ten aliases each would be a thousand million words.
    @Test func aliasesAreRefusedBeforeTheyExpand() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        for level in 1..<9 {
            let words = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            lines.append("a\(level): &a\(level) [\(words)]")
        }
        let began = ContinuousClock.now
        #expect(throws: WorkbenchError.self) {
            try ProgrammeFile.parse("version: 1\nparties: \n" + lines.joined(separator: "\n"), path: "programme.yaml")
        }
        #expect(ContinuousClock.now - began < .seconds(10))
    }

    @Test(arguments: ["", "just words", "[1, 2]", "a: [", "\u{0}", "version: 1\nversion: 1"])
    func whatIsNoProgrammeIsRefused(_ text: String) {
        #expect(throws: WorkbenchError.self) { try ProgrammeFile.parse(text, path: "programme.yaml") }
    }
}
