internal import Synchronization

/// The least index that a loop shared by several threads found wrong.
final class FirstInvalidIndex: Sendable {
    private let least = Mutex<Int?>(nil)

    func note(_ index: Int) {
        least.withLock { $0 = min($0 ?? index, index) }
    }

    var index: Int? { least.withLock { $0 } }
}
