internal import FiniteFields
internal import Synchronization

/// Memory that sums of one calculation take one after the other.
///
/// The system clears every page that it gives, which takes a large sum some percent of its time. So a large block is kept
/// for the next sum, and leaves with this object; smaller ones go back at once.
package final class SumMemory: Sendable {
    private let kept = Mutex<PageMemory?>(nil)

    private static let keptByteCountMin = 1 << 23

    package init() {}

    /// Takes the kept block where it is large enough, or a new one after that one has gone; its content is not defined.
    func take(byteCount: Int) -> PageMemory {
        let block = kept.withLock { kept in
            let block = kept
            kept = nil
            return block
        }
        if let block, block.byteCount >= byteCount { return block }
        unsafe block?.release()
        return PageMemory(byteCount: byteCount)
    }

    /// Takes a block back that nobody will touch any more.
    @unsafe func give(_ block: PageMemory) {
        guard block.byteCount >= Self.keptByteCountMin else { return unsafe block.release() }
        let other = kept.withLock { kept in
            let other = kept
            kept = block
            return other
        }
        unsafe other?.release()
    }
}
