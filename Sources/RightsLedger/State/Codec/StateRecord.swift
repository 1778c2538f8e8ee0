/// A value of the state: a version byte and then the record in canonical form.
package protocol StateRecord: Hashable, Sendable {
    /// Roughly how many bytes the record takes, so that it is written without growing.
    static var capacity: Int { get }

    /// Writes everything after the version byte.
    func write(to writer: inout StateWriter)

    /// Reads everything after the version byte.
    init(from reader: inout StateReader) throws(MalformedRecord)
}

extension StateRecord {
    package static var capacity: Int { 64 }

    /// The record's canonical bytes.
    package func encoded() -> [UInt8] {
        var writer = StateWriter(capacity: Self.capacity)
        writer.write(StateFormat.version)
        write(to: &writer)
        return writer.bytes
    }

    /// Reads canonical bytes.
    ///
    /// - Throws: ``MalformedRecord`` for any other bytes.
    package init(decoding bytes: [UInt8]) throws(MalformedRecord) {
        var reader = StateReader(bytes)
        guard try reader.byte() == StateFormat.version else { throw MalformedRecord() }
        try self.init(from: &reader)
        guard reader.isAtEnd else { throw MalformedRecord() }
    }
}

/// The format of the state's values.
package enum StateFormat {
    /// The first byte of every value.
    package static let version: UInt8 = 1
}

/// The value of a key whose presence says everything.
struct PresenceMark: StateRecord {
    static let capacity = 1

    init() {}

    func write(to writer: inout StateWriter) {}

    init(from reader: inout StateReader) throws(MalformedRecord) {}
}

/// A record that is one number: a counter, a total or a tally.
struct NumberRecord: StateRecord {
    static let capacity = 9

    var value: UInt64

    init(_ value: UInt64) {
        self.value = value
    }

    func write(to writer: inout StateWriter) {
        writer.write(value)
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        value = try reader.integer()
    }
}

/// A record that is one signed number of 128 bits: a net position.
struct SignedNumberRecord: StateRecord {
    static let capacity = 17

    var value: Int128

    init(_ value: Int128) {
        self.value = value
    }

    func write(to writer: inout StateWriter) {
        writer.write(value)
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        value = try reader.integer()
    }
}

/// A record that is the id of a class: what a symbol stands for.
struct ClassReference: StateRecord {
    static let capacity = 5

    var classID: ClassID

    init(_ classID: ClassID) {
        self.classID = classID
    }

    func write(to writer: inout StateWriter) {
        writer.write(classID)
    }

    init(from reader: inout StateReader) throws(MalformedRecord) {
        classID = try reader.identifier()
    }
}
