/// The same work for many numbers, spread over the processors.
enum ParallelWork {
    /// Returns the results for `0 ..< count`, in order.
    static func map<Result: Sendable>(
        count: Int, _ work: @escaping @Sendable (Int) throws -> Result
    ) async throws -> [Result] {
        // Pieces are small enough to balance and large enough that handing them out costs nothing.
        let pieceSize = max(256, count / 64)
        let pieces = try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
            for start in stride(from: 0, to: count, by: pieceSize) {
                group.addTask { (start, try (start..<min(start + pieceSize, count)).map(work)) }
            }
            var pieces: [(Int, [Result])] = []
            for try await piece in group { pieces.append(piece) }
            return pieces.sorted { $0.0 < $1.0 }
        }
        var results: [Result] = []
        results.reserveCapacity(count)
        for piece in pieces { results.append(contentsOf: piece.1) }
        return results
    }
}
