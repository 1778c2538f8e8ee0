internal import CSodium

/// The one place that initialises libsodium.
enum Sodium {
    private static let isReady: Bool = sodium_init() >= 0

    /// Makes sure that libsodium is ready; the first call initialises it, on whatever thread it comes.
    static func initialize() {
        precondition(isReady, "libsodium found no source of randomness")
    }
}
