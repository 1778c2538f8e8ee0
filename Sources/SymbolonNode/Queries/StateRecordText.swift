internal import RightsLedger
internal import SymbolonClient

/// Records of the state as people read them.
enum StateRecordText {
    /// The members of the record that a value encodes; `null` where the key is absent or of a kind without members.
    static func json(key: [UInt8], value: [UInt8]?) -> JSONNode {
        guard let value, let key = StateKey(bytes: key) else { return .null }
        let record: Any? =
            switch key {
            case .chain: try? ChainRecord(decoding: value)
            case .account: try? AccountRecord(decoding: value)
            case .classRecord: try? ClassRecord(decoding: value)
            case .supply: try? SupplyRecord(decoding: value)
            case .balance: try? BalanceRecord(decoding: value)
            case .lot: try? LotRecord(decoding: value)
            case .item: try? ItemRecord(decoding: value)
            case .campaign: try? CampaignRecord(decoding: value)
            case .attestedEvent: try? AttestedEventRecord(decoding: value)
            case .agreement: try? AgreementRecord(decoding: value)
            case .receipt: try? ReceiptRecord(decoding: value)
            case .settlement: try? SettlementRecord(decoding: value)
            case .scheduledBurn: try? ScheduledBurnRecord(decoding: value)
            case .buyBack: try? BuyBackRecord(decoding: value)
            case .quotaTally: try? QuotaTally(decoding: value)
            case .emission: try? EmissionCursor(decoding: value)
            default: nil
            }
        return record.map(shown) ?? .null
    }

    /// A value by the names of its stored properties; good enough to look at, not a format.
    private static func shown(_ value: Any) -> JSONNode {
        if let described = value as? any CustomStringConvertible, !(value is any Collection) {
            return .string(described.description)
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { shown($0.value) } ?? .null
        case .collection, .set: return .array(mirror.children.map { shown($0.value) })
        case .enum:
            guard let child = mirror.children.first else { return .string("\(value)") }
            return .object([.init(name: child.label ?? "value", value: shown(child.value))])
        default:
            return .object(
                mirror.children.enumerated().map { index, child in
                    .init(name: child.label ?? String(index), value: shown(child.value))
                })
        }
    }
}
