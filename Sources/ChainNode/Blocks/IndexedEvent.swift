package import RightsLedger

/// The place of an event in the chain.
package struct EventCursor: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The height of the event's block.
    package var height: UInt64
    /// The event's index within the block.
    package var index: UInt32

    package init(height: UInt64, index: UInt32) {
        self.height = height
        self.index = index
    }

    /// Reads the text form; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let height = UInt64(parts[0]), let index = UInt32(parts[1]),
            "\(height)-\(index)" == text
        else { return nil }
        self.init(height: height, index: index)
    }

    /// Height and index with a hyphen between them, such as `17-3`.
    package var description: String { "\(height)-\(index)" }

    /// Orders events as they happened.
    package static func < (left: EventCursor, right: EventCursor) -> Bool {
        (left.height, left.index) < (right.height, right.index)
    }
}

/// An event with its place.
package struct IndexedEvent: Hashable, Sendable {
    /// Where it stands.
    package var cursor: EventCursor
    /// The index of its transaction within the block; `nil` for an event of the block itself.
    package var transactionIndex: UInt32?
    /// What happened.
    package var event: LedgerEvent

    package init(cursor: EventCursor, transactionIndex: UInt32?, event: LedgerEvent) {
        self.cursor = cursor
        self.transactionIndex = transactionIndex
        self.event = event
    }
}

/// Which events a reader wants; a part that is empty lets everything pass.
package struct EventFilter: Hashable, Sendable {
    /// Names of event types.
    package var types: Set<String>
    /// An account that the event names in any part.
    package var account: AccountID?
    /// A class that the event names in any part.
    package var classID: ClassID?

    /// Creates a filter; without arguments it lets everything pass.
    package init(types: Set<String> = [], account: AccountID? = nil, classID: ClassID? = nil) {
        self.types = types
        self.account = account
        self.classID = classID
    }

    /// Whether an event passes.
    package func matches(_ event: LedgerEvent) -> Bool {
        if !types.isEmpty, !types.contains(event.typeName) { return false }
        if let account, !event.accounts.contains(account) { return false }
        if let classID, !event.classIDs.contains(classID) { return false }
        return true
    }
}

/// Some events in order, and from where to go on.
package struct EventPage: Hashable, Sendable {
    /// The events that passed the filter.
    package var events: [IndexedEvent]
    /// The last event that was looked at: hand it in to go on; `nil` where there was none at all.
    package var cursor: EventCursor?
    /// Whether every event up to the head has been looked at.
    package var reachedHead: Bool
}

/// The form in which an event is kept in a page: its transaction's index plus 1 in four bytes, and its encoding.
enum EventEntry {
    static func encode(owner: UInt32, event: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.count + 4)
        BigEndian.append(owner, to: &bytes)
        bytes.append(contentsOf: event)
        return bytes
    }

    /// The transaction's index and the event; `nil` where the entry is damaged.
    static func decode(_ bytes: [UInt8]) -> (transactionIndex: UInt32?, event: LedgerEvent)? {
        guard let owner = BigEndian.integer(UInt32.self, in: bytes, at: 0),
            let event = try? LedgerEvent(decoding: Array(bytes.dropFirst(4)))
        else { return nil }
        return (owner == 0 ? nil : owner - 1, event)
    }
}
