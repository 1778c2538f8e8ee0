// How the terms of a campaign and of an agreement stand in their records.

extension CreateCampaign {
    func write(to writer: inout StateWriter) {
        writer.write(classID)
        writer.write(eventType)
        writer.write(oracles) { $0.write($1) }
        writer.write(rate)
        writer.write(tiers) {
            $0.write($1.minimumValue)
            $0.write($1.multiplier)
        }
        writer.write(multiplier) { $0.write($1) }
        writer.write(budgetPerPerson)
        writer.write(budget)
        writer.write(start)
        writer.write(end)
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        classID = try reader.identifier()
        eventType = try reader.text()
        oracles = try reader.list { (reader) throws(MalformedRecord) in try reader.account() }
        rate = try reader.ratio()
        tiers = try reader.list { (reader) throws(MalformedRecord) in
            CampaignTier(minimumValue: try reader.integer(), multiplier: try reader.ratio())
        }
        multiplier = try reader.optional { (reader) throws(MalformedRecord) in try reader.ratio() }
        budgetPerPerson = try reader.integer()
        budget = try reader.integer()
        start = try reader.integer()
        end = try reader.integer()
    }
}

extension ProposeAgreement {
    func write(to writer: inout StateWriter) {
        writer.write(platform)
        writer.write(classID)
        writer.write(currency)
        writer.write(rate)
        writer.write(UInt16(truncatingIfNeeded: feeBasisPoints))
        writer.write(dailyCap)
        writer.write(start)
        writer.write(end)
        writer.write(UInt32(truncatingIfNeeded: refundWindowSeconds))
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        platform = try reader.account()
        classID = try reader.identifier()
        currency = try reader.currency()
        rate = try reader.ratio()
        feeBasisPoints = try reader.basisPoints()
        dailyCap = try reader.integer()
        start = try reader.integer()
        end = try reader.integer()
        refundWindowSeconds = UInt64(try reader.integer(UInt32.self))
    }
}
