internal import Signatures

/// A view of a ``MemoryStore`` after one block.
package struct MemorySnapshot: StateSnapshot {
    let content: MemoryContent

    package var head: StateHead { content.head ?? .empty }
    package var oldestHeight: UInt64 { content.oldestHeight ?? 0 }
    package var keyCount: UInt64 { UInt64(content.state.count) }

    package func value(forKey key: [UInt8]) throws(StoreError) -> [UInt8]? { content.state[key] }

    package func values(forKeys keys: [[UInt8]]) throws(StoreError) -> [[UInt8]?] { keys.map { content.state[$0] } }

    package func scan(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        content.state.entries(from: lower, upTo: upper, limit: limit)
    }

    package func scanBackwards(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        content.state.entriesBackwards(from: lower, upTo: upper, limit: limit)
    }

    package func read(_ column: Column, key: [UInt8]) throws(StoreError) -> [UInt8]? { content.columns[column]?[key] }

    package func scan(
        _ column: Column, from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        content.columns[column]?.entries(from: lower, upTo: upper, limit: limit) ?? []
    }

    package func scanBackwards(
        _ column: Column, from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        content.columns[column]?.entriesBackwards(from: lower, upTo: upper, limit: limit) ?? []
    }

    package func value(forKey key: [UInt8], height: UInt64) throws(StoreError) -> [UInt8]? {
        try version(at: height).tree.leaf(at: SHA256.hash(key))?.value
    }

    package func proof(forKey key: [UInt8], height: UInt64?) throws(StoreError) -> StateProof {
        let version = try version(at: height ?? head.height)
        let prover = Prover(root: version.tree) { (key: [UInt8]) throws(StoreError) in
            version.tree.leaf(at: SHA256.hash(key))?.value
        }
        let (value, commitment) = try prover.prove(key)
        return StateProof(
            key: key, value: value, commitment: commitment, height: version.height, root: version.tree.hash)
    }

    private func version(at height: UInt64) throws(StoreError) -> MemoryContent.Version {
        guard let oldest = content.versions.first else {
            guard height == 0 else { throw StoreError(.heightUnknown, "the store is empty") }
            return MemoryContent.Version(height: 0, tree: .empty)
        }
        try head.checkReadable(height, oldest: oldest.height)
        return content.versions[Int(height - oldest.height)]
    }
}

extension StateHead {
    /// Checks that a height lies between the oldest readable one and this head.
    func checkReadable(_ height: UInt64, oldest: UInt64) throws(StoreError) {
        guard height <= self.height else {
            throw StoreError(.heightUnknown, "height \(height) is above the head, \(self.height)")
        }
        guard height >= oldest else {
            throw StoreError(.heightPruned, "height \(height) is below the oldest one kept, \(oldest)")
        }
    }
}
