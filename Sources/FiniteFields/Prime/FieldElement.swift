/// An element of a finite field: what curve and tower formulas need.
public protocol FieldElement: Hashable, Sendable {
    /// The neutral element of addition.
    static var zero: Self { get }
    /// The neutral element of multiplication.
    static var one: Self { get }
    /// Whether this is the neutral element of addition.
    var isZero: Bool { get }
    /// The sum of two elements.
    static func + (left: Self, right: Self) -> Self
    /// The difference of two elements.
    static func - (left: Self, right: Self) -> Self
    /// The product of two elements.
    static func * (left: Self, right: Self) -> Self
    /// The negative of an element.
    static prefix func - (value: Self) -> Self
    /// The element times itself.
    var squared: Self { get }
    /// Twice the element.
    var doubled: Self { get }
    /// Half the element.
    var halved: Self { get }
    /// The multiplicative inverse, or nil of zero.
    func inverted() -> Self?
    /// The multiplicative inverse, or nil of zero; the time may depend on the element.
    func invertedVariableTime() -> Self?
}

/// A field in which square roots can be taken: what decoding a compressed point needs.
public protocol SquareRootField: FieldElement {
    /// A square root, or nil of a non-square.
    func squareRoot() -> Self?
}

extension FieldElement {
    /// Three times the element.
    @inlinable @inline(__always)
    public var tripled: Self { doubled + self }

    /// Adds `right` in place.
    @inlinable @inline(__always)
    public static func += (left: inout Self, right: Self) { left = left + right }

    /// Subtracts `right` in place.
    @inlinable @inline(__always)
    public static func -= (left: inout Self, right: Self) { left = left - right }

    /// Multiplies by `right` in place.
    @inlinable @inline(__always)
    public static func *= (left: inout Self, right: Self) { left = left * right }

    /// Returns the element to the power whose words are `exponent`, least significant first.
    ///
    /// The time depends on the exponent, never on the element.
    @inlinable
    public func power(_ exponent: [UInt64]) -> Self {
        var result = Self.one
        var started = false
        for word in exponent.reversed() {
            for bit in stride(from: 63, through: 0, by: -1) {
                if started { result = result.squared }
                if word &>> UInt64(bit) & 1 == 1 {
                    result = started ? result * self : self
                    started = true
                }
            }
        }
        return result
    }

    /// The multiplicative inverse, or nil of zero; the time may depend on the element.
    public func invertedVariableTime() -> Self? { inverted() }

    /// Inverts all elements in place with one inversion; zeros stay zero.
    ///
    /// The time may depend on the elements.
    ///
    /// - Complexity: O(n) multiplications (three for each element); one array of n elements.
    @inlinable
    public static func invertAll(_ elements: inout [Self]) {
        var prefixes: [Self] = []
        prefixes.reserveCapacity(elements.count)
        var running = Self.one
        for element in elements {
            prefixes.append(running)
            if !element.isZero { running *= element }
        }
        // The running product has no zero factor, so its inverse exists.
        guard var inverse = running.invertedVariableTime() else { return }
        for index in elements.indices.reversed() where !elements[index].isZero {
            let element = elements[index]
            elements[index] = inverse * prefixes[index]
            inverse *= element
        }
    }
}
