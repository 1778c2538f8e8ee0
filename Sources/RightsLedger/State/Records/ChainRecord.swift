/// What the ledger knows of the chain, under tag 0x01.
package struct ChainRecord: Hashable, Sendable {
    /// The chain's name, which every transaction carries.
    package var chainID: String
    /// How settlement epochs are counted.
    package var epochRule: EpochRule
    /// The epoch in which obligations are booked.
    package var openEpoch: UInt64
    /// The height of the last block; 0 after genesis.
    package var height: UInt64
    /// The time of the last block, in seconds since 1970 UTC.
    package var time: Int64

    package init(chainID: String, epochRule: EpochRule, openEpoch: UInt64, height: UInt64, time: Int64) {
        self.chainID = chainID
        self.epochRule = epochRule
        self.openEpoch = openEpoch
        self.height = height
        self.time = time
    }
}

extension ChainRecord: StateRecord {
    package static let capacity = 96

    package func write(to writer: inout StateWriter) {
        writer.write(chainID)
        switch epochRule {
        case .month(let offset):
            writer.write(UInt8(1))
            writer.write(offset)
        case .seconds(let seconds):
            writer.write(UInt8(2))
            writer.write(seconds)
        }
        writer.write(openEpoch)
        writer.write(height)
        writer.write(time)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        chainID = try reader.text()
        switch try reader.byte() {
        case 1: epochRule = .month(utcOffsetMinutes: try reader.integer())
        case 2: epochRule = .seconds(try reader.integer())
        default: throw MalformedRecord()
        }
        guard epochRule.isValid else { throw MalformedRecord() }
        openEpoch = try reader.integer()
        height = try reader.integer()
        time = try reader.integer()
    }
}

/// How settlement epochs are counted.
package enum EpochRule: Hashable, Sendable {
    /// Calendar months at a fixed UTC offset; the epoch is the month bucket.
    case month(utcOffsetMinutes: Int32)
    /// Periods of this many seconds since 1970 UTC; not 0.
    case seconds(UInt64)
}

extension EpochRule {
    /// Whether an epoch of the rule can be computed at any block time.
    var isValid: Bool {
        switch self {
        case .month(let offset): FieldBounds.utcOffsetMinutes.contains(offset)
        case .seconds(let seconds): seconds > 0
        }
    }

    /// The settlement epoch at a block time.
    package func epoch(at time: Int64) -> UInt64 {
        switch self {
        case .month(let offset):
            UInt64(clamping: FixedOffsetCalendar(utcOffsetMinutes: offset).month(at: time))
        case .seconds(let seconds):
            UInt64(clamping: time) / max(seconds, 1)
        }
    }
}
