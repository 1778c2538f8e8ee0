public import FiniteFields

extension JacobianPoint {
    /// Returns the multiple of a point by a scalar; the time depends on the scalar.
    @inlinable
    public func multiplied(by scalar: Fr) -> JacobianPoint { multipliedVariableTime(by: scalar.canonicalWords) }

    /// Returns the multiple of a point by a 256-bit integer; the time depends on the integer.
    ///
    /// Fixed windows of four bits over a table of 15 multiples.
    @inlinable
    public func multipliedVariableTime(by integer: FourWords) -> JacobianPoint {
        let bitWidth = integer.bitWidth
        guard bitWidth > 0 else { return .infinity }
        var table: [JacobianPoint] = [.infinity, self]
        for index in 2..<16 { table.append(index & 1 == 0 ? table[index / 2].doubled : table[index - 1] + self) }
        var result = JacobianPoint.infinity
        for position in stride(from: (bitWidth - 1) / 4 * 4, through: 0, by: -4) {
            if !result.isInfinity { result = result.doubled.doubled.doubled.doubled }
            let digit = Int(integer.bits(at: position, count: 4))
            if digit != 0 { result += table[digit] }
        }
        return result
    }
}

extension AffinePoint {
    /// Returns the multiple of a point by a scalar; the time depends on the scalar.
    @inlinable
    public func multiplied(by scalar: Fr) -> JacobianPoint<Group> { JacobianPoint(self).multiplied(by: scalar) }
}
