internal import CSodium
internal import Synchronization

/// 64 secret bytes in guarded memory that many slots share.
///
/// A page-fenced allocation for each key would cost four memory mappings and some 30 microseconds, and Linux allows a
/// process 65,530 mappings: a wallet service or a replay holds more keys than that. So slots are cut from regions of
/// `sodium_malloc` (locked where the system allows it, kept out of core dumps, fenced at both ends). A slot is wiped
/// when its last reference goes, and is used again for the next key; regions stay for the life of the process.
// The pointer never changes after init, the slot belongs to this object alone until deinit, and its bytes are written
// only inside init and deinit: readers on any thread see the same bytes.
@safe
final class SecretSlot: @unchecked Sendable {
    static let byteCount = 64
    private static let slotsPerRegion = 256

    let pointer: UnsafeMutablePointer<UInt8>

    /// Takes a slot and lets the closure fill it; the slot starts as zeros.
    init(fill: (UnsafeMutablePointer<UInt8>) throws(SignatureError) -> Void) throws(SignatureError) {
        unsafe pointer = try SecretSlot.take()
        try unsafe fill(pointer)
    }

    deinit {
        let slot = unsafe FreeSlot(pointer: pointer)
        unsafe sodium_memzero(slot.pointer, SecretSlot.byteCount)
        SecretSlot.free.withLock { $0.append(slot) }
    }

    // A free slot is in the list once and nobody reads or writes it there.
    @safe
    private struct FreeSlot: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<UInt8>
    }

    /// The slots that no key uses; all of them hold zeros.
    private static let free = Mutex<[FreeSlot]>([])

    private static func take() throws(SignatureError) -> UnsafeMutablePointer<UInt8> {
        Sodium.initialize()
        let slot = free.withLock { slots -> FreeSlot? in
            if slots.isEmpty {
                guard let region = unsafe sodium_malloc(slotsPerRegion * byteCount) else { return nil }
                unsafe sodium_memzero(region, slotsPerRegion * byteCount)
                let bytes = unsafe region.bindMemory(to: UInt8.self, capacity: slotsPerRegion * byteCount)
                for index in 0..<slotsPerRegion {
                    slots.append(unsafe FreeSlot(pointer: bytes + index * byteCount))
                }
            }
            return slots.popLast()
        }
        guard let slot else { throw .outOfMemory }
        return unsafe slot.pointer
    }
}
