package import Signatures

/// A redemption, under tag 0x52.
package struct ReceiptRecord: Hashable, Sendable {
    /// On which terms.
    package var agreement: AgreementID
    /// Whose right it was.
    package var holder: AccountID
    /// What was given up.
    package var right: ReservedRight
    /// How much, in measure units.
    package var measure: UInt64
    /// What the issuer owes the platform for it, in minor currency units.
    package var amountDue: UInt64
    /// The hash of the order at the platform.
    package var reference: Digest
    /// When it was redeemed, in seconds since 1970 UTC.
    package var time: Int64
    /// When it becomes final.
    package var deadline: Int64
    /// Where it stands.
    package var status: Status

    package init(
        agreement: AgreementID, holder: AccountID, right: ReservedRight, measure: UInt64, amountDue: UInt64,
        reference: Digest, time: Int64, deadline: Int64, status: Status = .open
    ) {
        self.agreement = agreement
        self.holder = holder
        self.right = right
        self.measure = measure
        self.amountDue = amountDue
        self.reference = reference
        self.time = time
        self.deadline = deadline
        self.status = status
    }
}

extension ReceiptRecord: StateRecord {
    package static let capacity = 160

    package func write(to writer: inout StateWriter) {
        writer.write(agreement)
        writer.write(holder)
        right.write(to: &writer)
        writer.write(measure)
        writer.write(amountDue)
        writer.write(reference)
        writer.write(time)
        writer.write(deadline)
        writer.write(status.rawValue)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        agreement = try reader.identifier()
        holder = try reader.account()
        right = try ReservedRight(from: &reader)
        measure = try reader.integer()
        amountDue = try reader.integer()
        reference = try reader.digest()
        time = try reader.integer()
        deadline = try reader.integer()
        status = try reader.choice()
    }
}

extension ReceiptRecord {
    /// Where a redemption stands.
    package enum Status: UInt8, Hashable, Sendable, CaseIterable {
        /// It can be refunded.
        case open = 1
        /// It was given back.
        case refunded = 2
        /// Its refund window has closed.
        case final = 3
    }
}

/// What a receipt holds in reserve.
package enum ReservedRight: Hashable, Sendable {
    /// Units of a class of points, by bucket.
    case units(ClassID, [BucketUnits])
    /// An entitlement lot.
    case lot(LotID, LotRecord)
    /// A collectible item with the hash of what describes it.
    case item(Item, metadataHash: Digest)
}

extension ReservedRight {
    func write(to writer: inout StateWriter) {
        switch self {
        case .units(let classID, let lots):
            writer.write(UInt8(1))
            writer.write(classID)
            writer.write(lots)
        case .lot(let lot, let record):
            writer.write(UInt8(2))
            writer.write(lot)
            record.write(to: &writer)
        case .item(let item, let metadataHash):
            writer.write(UInt8(3))
            writer.write(item.classID)
            writer.write(item.serial)
            writer.write(metadataHash)
        }
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        switch try reader.byte() {
        case 1: self = .units(try reader.identifier(), try reader.buckets())
        case 2: self = .lot(try reader.identifier(), try LotRecord(from: &reader))
        case 3:
            let item = Item(classID: try reader.identifier(), serial: try reader.integer())
            self = .item(item, metadataHash: try reader.digest())
        default: throw MalformedRecord()
        }
    }

    /// The class of the right.
    package var classID: ClassID {
        switch self {
        case .units(let classID, _): classID
        case .lot(_, let record): record.classID
        case .item(let item, _): item.classID
        }
    }
}
