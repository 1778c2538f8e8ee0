/// The column families of a store's database; the raw value is the index among the handles.
enum ColumnFamily: Int, CaseIterable, Sendable {
    /// The store's own records: format version, head, what is being loaded.
    case store
    /// Raw key -> latest value.
    case state
    /// (Epoch, key, height) -> the value that the key had before that height.
    case history
    /// (Version, depth, path) -> tree node.
    case nodes
    /// Height -> root of the tree, and the nodes that this height made superfluous.
    case versions
    case blocks
    case transactions
    case events
    case metadata

    init(_ column: Column) {
        self =
            switch column {
            case .blocks: .blocks
            case .transactions: .transactions
            case .events: .events
            case .metadata: .metadata
            }
    }

    /// The name on disk.
    ///
    /// RocksDB insists on a family called "default", which holds the store's own records.
    var name: String {
        switch self {
        case .store: "default"
        case .state: "state"
        case .history: "history"
        case .nodes: "nodes"
        case .versions: "versions"
        case .blocks: "blocks"
        case .transactions: "transactions"
        case .events: "events"
        case .metadata: "metadata"
        }
    }

    /// Whether new keys fall anywhere among the old ones, and not behind them.
    var hasScatteredKeys: Bool {
        switch self {
        case .state, .history, .transactions: true
        case .store, .nodes, .versions, .blocks, .events, .metadata: false
        }
    }

    /// Whether most keys that are looked up are found by their exact bytes.
    var isReadByKey: Bool {
        switch self {
        case .state, .nodes, .transactions: true
        case .store, .history, .versions, .blocks, .events, .metadata: false
        }
    }

    /// Whether compression is worth its time; hashes do not shrink.
    var isCompressible: Bool { self != .nodes }

    /// Part of the memory for writes that the family may hold before they become a file, in sixteenths.
    var writeBufferShare: Int {
        switch self {
        case .state: 4
        case .history, .nodes, .transactions: 2
        case .store, .versions, .blocks, .events, .metadata: 1
        }
    }
}
