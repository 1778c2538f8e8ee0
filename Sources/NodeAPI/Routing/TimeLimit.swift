/// Work that must end in time.
enum TimeLimit {
    /// Runs work and cancels it when its time is over.
    ///
    /// - Throws: What the work throws, or `expired` when its time is over.
    static func run<Result: Sendable>(
        _ duration: Duration, expired: Problem,
        _ work: @escaping @Sendable () async throws(Problem) -> Result
    ) async throws(Problem) -> Result {
        let outcome = await withTaskGroup(of: Swift.Result<Result, Problem>?.self) { group in
            group.addTask {
                do throws(Problem) {
                    return .success(try await work())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: duration)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let outcome else { throw expired }
        return try outcome.get()
    }
}
