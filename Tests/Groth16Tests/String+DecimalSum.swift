import FiniteFields

extension String {
    /// The modulus of the scalar field r: 3 and 3 + r would be two names of one signal.
    static let scalarModulus = "21888242871839275222246405745257275088548364400416034343698204186575808495617"
    /// The modulus of the base field q.
    static let baseModulus = "21888242871839275222246405745257275088696311157297823662689037894645226208583"

    /// The sum of two decimal numbers that no field takes.
    func decimalSum(_ other: String) -> String {
        let (digits, others) = (Array(utf8.reversed()), Array(other.utf8.reversed()))
        var sum: [UInt8] = []
        var carry: UInt8 = 0
        for position in 0..<(Swift.max(digits.count, others.count) + 1) {
            let pair = [digits, others].map { position < $0.count ? $0[position] - 0x30 : 0 }
            let digit = pair[0] + pair[1] + carry
            sum.append(0x30 + digit % 10)
            carry = digit / 10
        }
        while sum.count > 1, sum.last == 0x30 { sum.removeLast() }
        return String(decoding: sum.reversed(), as: UTF8.self)
    }
}
