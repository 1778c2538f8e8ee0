internal import Signatures

extension StateKey {
    /// Reads a key's bytes; `nil` where no key has them.
    package init?(bytes: [UInt8]) {
        guard let first = bytes.first, let tag = Tag(rawValue: first) else { return nil }
        var reader = StateReader(bytes)
        do throws(MalformedRecord) {
            _ = try reader.byte()
            self = try StateKey.parse(tag, &reader, bytes)
        } catch {
            return nil
        }
        // What is left over, or a part with a second form, shows here.
        guard self.bytes == bytes else { return nil }
    }

    private static func parse(
        _ tag: Tag, _ reader: inout StateReader, _ bytes: [UInt8]
    ) throws(MalformedRecord) -> StateKey {
        switch tag {
        case .chain: return .chain
        case .counter: return .counter(try reader.choice())
        case .account: return .account(try reader.account())
        case .classRecord: return .classRecord(try reader.identifier())
        case .symbol: return .symbol(try text(bytes.dropFirst()))
        case .supply: return .supply(try reader.identifier())
        case .dueTotal: return .dueTotal(due: try reader.integer(), try reader.identifier())
        case .allowed: return .allowed(try reader.identifier(), try reader.account())
        case .minter: return .minter(try reader.identifier(), try reader.account())
        case .quotaTally: return .quotaTally(try reader.identifier(), try reader.account())
        case .emission: return .emission(due: try reader.integer(), try reader.identifier())
        case .balance: return .balance(try reader.account(), try reader.identifier())
        case .lot: return .lot(try reader.account(), try reader.identifier())
        case .item: return .item(try item(&reader))
        case .ownedItem: return .ownedItem(try reader.account(), try item(&reader))
        case .campaign: return .campaign(try reader.identifier())
        case .campaignByEventType:
            return .campaignByEventType(try reader.text(), try reader.identifier())
        case .campaignSpending: return .campaignSpending(try reader.identifier(), try reader.account())
        case .attestedEvent: return .attestedEvent(try reader.digest())
        case .agreement: return .agreement(try reader.identifier())
        case .agreementDay: return .agreementDay(try reader.identifier(), day: try reader.integer())
        case .receipt: return .receipt(try reader.identifier())
        case .receiptDeadline:
            return .receiptDeadline(deadline: try reader.integer(), try reader.identifier())
        case .obligation:
            return .obligation(
                epoch: try reader.integer(), try reader.currency(), debtor: try reader.account(),
                creditor: try reader.account())
        case .position:
            return .position(epoch: try reader.integer(), try reader.currency(), try reader.account())
        case .settlement:
            return .settlement(
                epoch: try reader.integer(), try reader.currency(), debtor: try reader.account(),
                creditor: try reader.account())
        case .scheduledBurn: return .scheduledBurn(due: try reader.integer(), try reader.identifier())
        case .buyBack: return .buyBack(try reader.identifier())
        }
    }

    private static func item(_ reader: inout StateReader) throws(MalformedRecord) -> Item {
        Item(classID: try reader.identifier(), serial: try reader.integer())
    }

    private static func text(_ bytes: some Collection<UInt8>) throws(MalformedRecord) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw MalformedRecord() }
        return text
    }
}
