public import RightsLedger

extension NodeClient {
    /// Where the node's chain stands.
    public func status() async throws(ClientError) -> ChainStatus { try ChainStatus(try await get("/v1/status")) }

    /// The last committed block.
    public func latestBlock() async throws(ClientError) -> BlockAnswer {
        try BlockAnswer(try await get("/v1/blocks/latest"))
    }

    /// A block; `nil` above the last committed height.
    public func block(_ height: UInt64) async throws(ClientError) -> BlockAnswer? {
        guard let node = try await find("/v1/blocks/\(height)") else { return nil }
        return try BlockAnswer(node)
    }

    /// An account's own record; one that never did anything has nonce 0 and no key.
    public func account(_ account: AccountID) async throws(ClientError) -> AccountAnswer {
        try AccountAnswer(try await get("/v1/accounts/\(account)"))
    }

    /// What an account holds of each class of points.
    public func holdings(
        of account: AccountID, from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<Holding> {
        try await page("/v1/accounts/\(account)/holdings", cursor, limit, read: Holding.init)
    }

    /// An account's entitlement lots.
    public func lots(
        of account: AccountID, from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<LotAnswer> {
        try await page("/v1/accounts/\(account)/lots", cursor, limit, read: LotAnswer.init)
    }

    /// An account's collectible items.
    public func items(
        of account: AccountID, from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<ItemAnswer> {
        try await page("/v1/accounts/\(account)/items", cursor, limit, read: ItemAnswer.init)
    }

    /// All classes of rights, by age.
    public func classes(
        from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<ClassAnswer> {
        try await page("/v1/classes", cursor, limit, read: ClassAnswer.init)
    }

    /// A class; `nil` where there is none.
    public func rightsClass(_ id: ClassID) async throws(ClientError) -> ClassAnswer? {
        guard let node = try await find("/v1/classes/\(id)") else { return nil }
        return try ClassAnswer(node)
    }

    /// The class with a symbol; `nil` where there is none.
    public func rightsClass(symbol: String) async throws(ClientError) -> ClassAnswer? {
        try Page(try await get("/v1/classes", [("symbol", symbol)]), ClassAnswer.init).items.first
    }

    /// The supply of a class; `nil` where there is no such class.
    public func supply(of id: ClassID) async throws(ClientError) -> SupplyAnswer? {
        guard let node = try await find("/v1/classes/\(id)/supply") else { return nil }
        return try SupplyAnswer(node)
    }

    /// All redemption agreements, by age.
    public func agreements(
        from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<AgreementAnswer> {
        try await page("/v1/agreements", cursor, limit, read: AgreementAnswer.init)
    }

    /// A redemption agreement; `nil` where there is none.
    public func agreement(_ id: AgreementID) async throws(ClientError) -> AgreementAnswer? {
        guard let node = try await find("/v1/agreements/\(id)") else { return nil }
        return try AgreementAnswer(node)
    }

    /// All campaigns, by age.
    public func campaigns(
        from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<CampaignAnswer> {
        try await page("/v1/campaigns", cursor, limit, read: CampaignAnswer.init)
    }

    /// A campaign; `nil` where there is none.
    public func campaign(_ id: CampaignID) async throws(ClientError) -> CampaignAnswer? {
        guard let node = try await find("/v1/campaigns/\(id)") else { return nil }
        return try CampaignAnswer(node)
    }

    /// The receipt of a redemption; `nil` where there is none.
    public func receipt(_ id: ReceiptID) async throws(ClientError) -> ReceiptAnswer? {
        guard let node = try await find("/v1/receipts/\(id)") else { return nil }
        return try ReceiptAnswer(node)
    }

    /// The net positions of a settlement epoch that was netted.
    public func positions(
        epoch: UInt64, from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<PositionAnswer> {
        try await page("/v1/positions", cursor, limit, [("epoch", String(epoch))], read: PositionAnswer.init)
    }

    /// The payments that settle an epoch.
    public func settlements(
        epoch: UInt64, from cursor: PageCursor? = nil, limit: Int = 100
    ) async throws(ClientError) -> Page<SettlementAnswer> {
        try await page("/v1/settlements", cursor, limit, [("epoch", String(epoch))], read: SettlementAnswer.init)
    }

    /// The answer of any resource of the interface, by its path.
    ///
    /// - Parameters:
    ///   - path: Such as `/v1/classes/1/supply`.
    ///   - query: Names and values, not yet encoded.
    /// - Returns: The JSON of the answer.
    /// - Throws: ``ClientError/refused(_:)`` with the node's reason, or why there was no answer.
    public func resource(
        _ path: String, query: [(name: String, value: String)] = []
    ) async throws(ClientError) -> JSONNode {
        try await get(path, query)
    }

    private func page<Element>(
        _ path: String, _ cursor: PageCursor?, _ limit: Int, _ filters: [(name: String, value: String)] = [],
        read: (JSONNode) throws(ClientError) -> Element
    ) async throws(ClientError) -> Page<Element> {
        var query = filters
        if let cursor { query.append(("cursor", cursor.description)) }
        query.append(("limit", String(limit)))
        return try Page(try await get(path, query), read)
    }
}
