internal import CSodium

/// Comparison whose duration does not depend on where two values differ.
package enum ConstantTime {
    /// Tells whether two byte arrays are equal; their lengths are not secret.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withUnsafeBytes { leftBytes in
            unsafe right.withUnsafeBytes { rightBytes in
                guard let leftAddress = leftBytes.baseAddress, let rightAddress = rightBytes.baseAddress else {
                    return true
                }
                return unsafe sodium_memcmp(leftAddress, rightAddress, leftBytes.count) == 0
            }
        }
    }
}
