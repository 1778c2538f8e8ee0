// How the terms of a class stand in its record. The list of minters is not among them: it can change.

extension CreateClass {
    func write(to writer: inout StateWriter) {
        writer.write(kind.rawValue)
        writer.write(symbol)
        writer.write(name)
        writer.write(UInt8(truncatingIfNeeded: decimals))
        writer.write(Int16(truncatingIfNeeded: utcOffsetMinutes))
        writer.write(currency)
        writer.write(faceValue)
        policy.write(to: &writer)
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        kind = try reader.choice()
        symbol = try reader.text()
        name = try reader.text()
        decimals = UInt32(try reader.byte())
        utcOffsetMinutes = Int32(try reader.integer(Int16.self))
        currency = try reader.currency()
        faceValue = try reader.ratio()
        policy = try ClassPolicy(from: &reader)
        guard FieldBounds.utcOffsetMinutes.contains(utcOffsetMinutes) else { throw MalformedRecord() }
    }
}

extension ClassPolicy {
    func write(to writer: inout StateWriter) {
        writer.write(cap)
        writer.write(emission) { $1.write(to: &$0) }
        writer.write(quota) {
            $0.write($1.units)
            $0.write($1.periodSeconds)
        }
        writer.write(expiry) { $1.write(to: &$0) }
        writer.write(transferability.rawValue)
        writer.write(UInt16(truncatingIfNeeded: transferFeeBasisPoints))
        writer.write(UInt16(truncatingIfNeeded: royaltyBasisPoints))
        writer.write(UInt16(truncatingIfNeeded: redemptionBurnBasisPoints))
        writer.write(UInt8(truncatingIfNeeded: scopeCount))
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        cap = try reader.integer()
        emission = try reader.optional { (reader) throws(MalformedRecord) in try Emission(from: &reader) }
        minters = []
        quota = try reader.optional { (reader) throws(MalformedRecord) in
            Quota(units: try reader.integer(), periodSeconds: try reader.integer())
        }
        expiry = try reader.optional { (reader) throws(MalformedRecord) in try Expiry(from: &reader) }
        transferability = try reader.choice()
        transferFeeBasisPoints = try reader.basisPoints()
        royaltyBasisPoints = try reader.basisPoints()
        redemptionBurnBasisPoints = try reader.basisPoints()
        scopeCount = UInt32(try reader.byte())
        guard scopeCount <= FieldBounds.scopeCountMax else { throw MalformedRecord() }
    }
}

extension Emission {
    func write(to writer: inout StateWriter) {
        writer.write(start)
        writer.write(epochSeconds)
        writer.write(epochs)
        writer.write(beneficiary)
        switch curve {
        case .constant(let amount):
            writer.write(UInt8(1))
            writer.write(amount)
        case .linear(let first, let decrease):
            writer.write(UInt8(2))
            writer.write(first)
            writer.write(decrease)
        case .geometric(let first, let ratio):
            writer.write(UInt8(3))
            writer.write(first)
            writer.write(ratio)
        case .halving(let first, let interval):
            writer.write(UInt8(4))
            writer.write(first)
            writer.write(interval)
        }
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        start = try reader.integer()
        epochSeconds = try reader.integer()
        epochs = try reader.integer()
        beneficiary = try reader.account()
        switch try reader.byte() {
        case 1: curve = .constant(amount: try reader.integer())
        case 2: curve = .linear(first: try reader.integer(), decrease: try reader.integer())
        case 3: curve = .geometric(first: try reader.integer(), ratio: try reader.ratio())
        case 4: curve = .halving(first: try reader.integer(), interval: try reader.integer())
        default: throw MalformedRecord()
        }
        guard isWithinBounds else { throw MalformedRecord() }
    }
}

extension Expiry {
    func write(to writer: inout StateWriter) {
        switch self {
        case .rolling(let months):
            writer.write(UInt8(1))
            writer.write(months)
        case .fixed(let bucket):
            writer.write(UInt8(2))
            writer.write(bucket.rawValue)
        }
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        switch try reader.byte() {
        case 1: self = .rolling(months: try reader.integer())
        case 2: self = .fixed(MonthBucket(rawValue: try reader.integer()))
        default: throw MalformedRecord()
        }
        guard isWithinBounds else { throw MalformedRecord() }
    }
}
