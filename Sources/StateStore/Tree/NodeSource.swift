/// Where the tree reads its nodes from.
protocol NodeSource: Sendable {
    /// The record under a node key, or nil when there is none.
    func node(forKey key: [UInt8]) throws(StoreError) -> [UInt8]?
}

extension DatabaseView: NodeSource {
    func node(forKey key: [UInt8]) throws(StoreError) -> [UInt8]? { try value(.nodes, key) }
}
