/// Lists of byte strings in pages: how a block's transactions, outcomes and events are kept in the database.
///
/// A page is a version byte, then for each entry its length in four big-endian bytes and its bytes. Pages keep single
/// entries cheap to read without a database key for each.
enum EntryPages {
    /// The first byte of a page.
    private static let version: UInt8 = 1
    /// A page is full when it has this many bytes.
    private static let byteCountAim = 16 << 10
    /// The most entries in a page.
    static let entryCountMax = 256

    /// Cuts a list into pages.
    ///
    /// - Returns: Each page with the index of its first entry.
    static func pages(of entries: [[UInt8]]) -> [(first: UInt32, bytes: [UInt8])] {
        var pages: [(first: UInt32, bytes: [UInt8])] = []
        var page: [UInt8] = [version]
        var first = 0
        for (index, entry) in entries.enumerated() {
            if index > first, page.count + entry.count > byteCountAim || index - first == entryCountMax {
                pages.append((UInt32(first), page))
                page.removeAll(keepingCapacity: true)
                page.append(version)
                first = index
            }
            BigEndian.append(UInt32(entry.count), to: &page)
            page.append(contentsOf: entry)
        }
        if !entries.isEmpty { pages.append((UInt32(first), page)) }
        return pages
    }

    /// The entries of a page; `nil` where it is damaged.
    static func entries(of page: [UInt8]) -> [[UInt8]]? {
        guard page.first == version else { return nil }
        var entries: [[UInt8]] = []
        var position = 1
        while position < page.count {
            guard let length = BigEndian.integer(UInt32.self, in: page, at: position) else { return nil }
            position += 4
            guard Int(length) <= page.count - position else { return nil }
            entries.append(Array(page[position..<(position + Int(length))]))
            position += Int(length)
        }
        return entries
    }
}

/// Integers as big-endian bytes, so that keys are in numeric order.
enum BigEndian {
    static func append<Integer: FixedWidthInteger>(_ integer: Integer, to bytes: inout [UInt8]) {
        var shift = Integer.bitWidth - 8
        while shift >= 0 {
            bytes.append(UInt8(truncatingIfNeeded: integer >> Integer(shift)))
            shift -= 8
        }
    }

    /// The integer at a position; `nil` where the bytes end before it does.
    static func integer<Integer: FixedWidthInteger>(
        _ type: Integer.Type, in bytes: [UInt8], at position: Int
    ) -> Integer? {
        let byteCount = Integer.bitWidth / 8
        guard position >= 0, position <= bytes.count, bytes.count - position >= byteCount else { return nil }
        var value: Integer = 0
        for index in position..<(position + byteCount) { value = value << 8 | Integer(bytes[index]) }
        return value
    }
}
