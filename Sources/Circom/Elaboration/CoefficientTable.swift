internal import FiniteFields

/// Field elements, each once: constraints and programs name them by number.
struct CoefficientTable: Sendable {
    private(set) var values: [Fr] = [.zero, .one, -Fr.one]
    /// Open addressing: numbers into ``values`` plus one, zero for a free place.
    private var places: [UInt32]
    private var mask: Int

    static let zero: UInt32 = 0
    static let one: UInt32 = 1
    static let minusOne: UInt32 = 2

    init() {
        places = Array(repeating: 0, count: 1 << 10)
        mask = places.count - 1
        for index in values.indices { insert(index) }
    }

    subscript(number: UInt32) -> Fr { values[Int(number)] }
    var count: Int { values.count }

    /// The number of an element, given out when it is new.
    mutating func number(of value: Fr) -> UInt32 {
        var place = Self.hash(value) & mask
        while places[place] != 0 {
            let number = places[place] - 1
            if values[Int(number)] == value { return number }
            place = (place + 1) & mask
        }
        values.append(value)
        places[place] = UInt32(values.count)
        if values.count * 2 > places.count { grow() }
        return UInt32(values.count - 1)
    }

    private mutating func insert(_ index: Int) {
        var place = Self.hash(values[index]) & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = UInt32(index + 1)
    }

    private mutating func grow() {
        places = Array(repeating: 0, count: places.count * 2)
        mask = places.count - 1
        for index in values.indices { insert(index) }
    }

    /// Elements that differ in a word differ here almost always; an attacker who makes them collide slows down only
    /// the compilation of his own source, which the limits bound.
    @inline(__always)
    private static func hash(_ value: Fr) -> Int {
        let words = value.montgomeryWords
        var mixed = words.word0 ^ (words.word1 &* 0x9e37_79b9_7f4a_7c15)
        mixed = (mixed ^ (mixed >> 29)) &* 0xbf58_476d_1ce4_e5b9
        mixed ^= words.word2 &* 0x94d0_49bb_1331_11eb ^ words.word3
        mixed = (mixed ^ (mixed >> 32)) &* 0xd6e8_feb8_6659_fd93
        return Int(truncatingIfNeeded: (mixed ^ (mixed >> 32)) >> 1)
    }
}
