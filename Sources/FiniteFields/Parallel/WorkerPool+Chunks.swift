extension WorkerPool {
    /// Calls `body` for consecutive ranges that cover `0..<count`, on at most `threads` threads.
    ///
    /// - Parameter chunkMin: The least number of indices worth a thread's while.
    package func forEachChunk(
        count: Int, threads: Int, chunkMin: Int = 1, isComplete: Bool = false,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        guard count > 0 else { return }
        // Four chunks for each thread even out their speeds; work that can be cancelled ends between two chunks.
        let shares = WorkCancellation.current == nil ? 4 : 16
        let wanted = threads > 1 || shares > 4 ? min(threads, threadsMax) * shares : 1
        let chunks = max(1, min(wanted, count / max(chunkMin, 1)))
        run(count: chunks, threads: threads, isComplete: isComplete) { chunk in
            body((chunk * count / chunks)..<((chunk + 1) * count / chunks))
        }
    }

    /// Returns the values of `transform` for each index in `0..<count`, computed on at most `threads` threads.
    ///
    /// All of them are computed, also after a cancellation: long transforms ask ``WorkCancellation`` themselves.
    package func map<Value: Sendable>(
        count: Int, threads: Int, chunkMin: Int = 1, _ transform: @escaping @Sendable (Int) -> Value
    ) -> [Value] {
        unsafe Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
            // Each chunk writes to its own range of the buffer, which outlives the call.
            nonisolated(unsafe) let base = unsafe buffer
            forEachChunk(count: count, threads: threads, chunkMin: chunkMin, isComplete: true) { range in
                for index in range { unsafe base.initializeElement(at: index, to: transform(index)) }
            }
            initializedCount = count
        }
    }

    /// Lets `body` change an array piece by piece on at most `threads` threads.
    ///
    /// - Parameter body: Receives a piece's first index and its elements.
    package func updateChunks<Value: Sendable>(
        of array: inout [Value], threads: Int, chunkMin: Int = 1,
        _ body: @escaping @Sendable (_ start: Int, _ elements: inout MutableSpan<Value>) -> Void
    ) {
        unsafe array.withUnsafeMutableBufferPointer { buffer in
            // The chunks are disjoint and the buffer outlives the call.
            nonisolated(unsafe) let base = unsafe buffer
            unsafe forEachChunk(count: base.count, threads: threads, chunkMin: chunkMin) { range in
                var elements = unsafe MutableSpan(_unsafeElements: base.extracting(range))
                body(range.lowerBound, &elements)
            }
        }
    }

    /// Lets `body` change two arrays of as many elements piece by piece on at most `threads` threads.
    ///
    /// - Parameter body: Receives a piece's first index and its elements of both.
    package func updateChunks<Value: Sendable>(
        of first: inout [Value], and second: inout [Value], threads: Int, chunkMin: Int = 1,
        _ body:
            @escaping @Sendable (
                _ start: Int, _ first: inout MutableSpan<Value>, _ second: inout MutableSpan<Value>
            ) -> Void
    ) {
        precondition(first.count == second.count)
        unsafe first.withUnsafeMutableBufferPointer { first in
            unsafe second.withUnsafeMutableBufferPointer { second in
                // As above, for either array.
                nonisolated(unsafe) let (left, right) = unsafe (first, second)
                unsafe forEachChunk(count: left.count, threads: threads, chunkMin: chunkMin) { range in
                    var leftElements = unsafe MutableSpan(_unsafeElements: left.extracting(range))
                    var rightElements = unsafe MutableSpan(_unsafeElements: right.extracting(range))
                    body(range.lowerBound, &leftElements, &rightElements)
                }
            }
        }
    }
}
