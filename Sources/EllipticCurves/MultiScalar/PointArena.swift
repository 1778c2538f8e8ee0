import CFieldKernels
package import FiniteFields

/// A group whose points the vector kernels can add.
package protocol MultiScalarGroup: Curve {
    /// The cube root of unity ω for which (ω x, y) is λ (x, y) for all points of order r, with the λ of ``ScalarHalves``.
    static var endomorphismFactor: Fq { get }
    /// A coordinate times an element of the base field.
    static func scaled(_ coordinate: Coordinate, by factor: Fq) -> Coordinate
    /// Words of 64 bits of prefixes for each eight pairs.
    static var prefixWords: Int { get }
    /// Multiplies the denominators of pairs.
    static var addForward:
        @convention(c) (
            UnsafePointer<UInt64>?, UnsafePointer<UInt32>?, Int, UnsafeMutablePointer<UInt64>?,
            UnsafeMutablePointer<UInt64>?
        ) -> Void
    { get }
    /// Adds pairs with the inverses of those products.
    static var addBackward:
        @convention(c) (
            UnsafePointer<UInt64>?, UnsafePointer<UInt32>?, Int, UnsafePointer<UInt64>?, UnsafePointer<UInt64>?,
            UnsafeMutablePointer<UInt64>?
        ) -> Void
    { get }
}

/// A reference to a point of an arena: twice its index, plus one for its negative.
typealias PointReference = UInt32

/// The memory in which one multi-scalar multiplication keeps all its points, inputs and sums alike.
///
/// On the vector path the points are in Montgomery form with R = 2^260, which is sixteen times the usual one.
@safe
final class PointArena<Group: MultiScalarGroup>: @unchecked Sendable {
    // Sendable: threads write disjoint ranges of indices, and read only what was written before they were started.
    let path: KernelPath
    let points: UnsafeMutablePointer<AffinePoint<Group>>
    private let memory: PageMemory

    /// - Parameter memory: Where the points are from the start on; by default memory of the arena's own.
    init(capacity: Int, path: KernelPath, memory: PageMemory? = nil) {
        precondition(capacity < 1 << 31, "references have 31 bits")
        self.path = path
        let byteCount = capacity * MemoryLayout<AffinePoint<Group>>.stride
        let memory = memory ?? PageMemory(byteCount: byteCount)
        precondition(byteCount <= memory.byteCount, "the points do not fit")
        self.memory = memory
        unsafe points = memory.start.bindMemory(to: AffinePoint<Group>.self, capacity: capacity)
    }

    /// The arena as the kernels see it.
    var words: UnsafeMutablePointer<UInt64> {
        unsafe UnsafeMutableRawPointer(points).assumingMemoryBound(to: UInt64.self)
    }

    /// Copies points from memory of iden3's form, wherever it is aligned, to consecutive indices.
    ///
    /// - Parameter origin: The index of the first point in the memory.
    func enter(_ source: UnsafeRawPointer, origin: Int, indices: UnsafeBufferPointer<UInt32>, at start: Int) {
        let stride = MemoryLayout<AffinePoint<Group>>.stride
        let target = unsafe UnsafeMutableRawPointer(points + start)
        for position in 0..<indices.count {
            let address = unsafe source + (Int(indices[position]) - origin) * stride
            unsafe (target + position * stride).copyMemory(from: address, byteCount: stride)
        }
        let elementCount = indices.count * (stride / MemoryLayout<Fq>.stride)
        switch path {
        case .portable:
            unsafe Self.reduce(
                UnsafeMutableBufferPointer(
                    start: target.assumingMemoryBound(to: FourWords.self), count: elementCount))
        case .ifma:
            unsafe symbolon_ifma_enter(target.assumingMemoryBound(to: UInt64.self), elementCount)
        }
    }

    /// Writes the images of entered points under the endomorphism to other indices.
    func enterImages(of range: Range<Int>, at start: Int) {
        switch path {
        case .portable:
            let factor = Group.endomorphismFactor
            for index in range {
                let point = unsafe points[index]
                unsafe points[start + index - range.lowerBound] = AffinePoint(
                    uncheckedX: Group.scaled(point.x, by: factor), y: point.y)
            }
        case .ifma:
            let wordCount = MemoryLayout<Group.Coordinate>.stride / 8
            let factor = Group.endomorphismFactor.doubled.doubled.doubled.doubled.montgomeryWords.array
            unsafe symbolon_ifma_scale_x(
                words + 2 * wordCount * start, words + 2 * wordCount * range.lowerBound, wordCount / 4, factor,
                range.count)
        }
    }

    /// Reduces words at or above the modulus, which only a forged file holds.
    ///
    /// The additions compare words, and rely on equal elements having equal ones.
    private static func reduce(_ elements: UnsafeMutableBufferPointer<FourWords>) {
        for index in elements.indices {
            while unsafe !(elements[index] < Fq.modulusWords) {
                unsafe elements[index] = elements[index].subtracting(Fq.modulusWords).difference
            }
        }
    }

    /// The point of a reference, in the usual form.
    func leave(_ reference: PointReference) -> AffinePoint<Group> {
        let stored = unsafe points[Int(reference >> 1)]
        let point = path == .ifma ? stored.scaledDownBySixteen : stored
        return reference & 1 == 1 ? -point : point
    }

    /// Copies the point of a reference to an index.
    func copy(_ reference: PointReference, to index: Int) {
        let stored = unsafe points[Int(reference >> 1)]
        unsafe points[index] = reference & 1 == 1 ? -stored : stored
    }
}

extension AffinePoint {
    /// Both coordinates divided by sixteen: from R = 2^260 to R = 2^256.
    fileprivate var scaledDownBySixteen: AffinePoint {
        AffinePoint(
            uncheckedX: x.halved.halved.halved.halved, y: y.halved.halved.halved.halved)
    }
}
