internal import RightsLedger
internal import Signatures

/// The transactions that have passed the stateless checks and wait for a block.
///
/// It is a plain value; ``Mempool`` puts a lock around it. Order is arrival order. A sender's nonces stand without gaps,
/// counted from the committed account, so any prefix of the order can be a block.
struct MempoolState {
    /// A sender of which transactions wait.
    fileprivate struct Sender {
        /// The sender's account as it will be when everything that waits has been applied: nonce and key.
        var projected: AccountRecord?
        /// Places of the waiting transactions, ascending in nonce.
        var places: [Int] = []
    }

    private let limits: MempoolLimits
    /// The height of the next block.
    private(set) var nextHeight: UInt64
    private var order = ArrivalOrder()
    private var senders: [AccountID: Sender] = [:]
    private var placesByID: [TransactionID: Int] = [:]
    private var placesByLeaf: [Digest: Int] = [:]
    private var bytes = 0
    /// How many waiting transactions expire at a height.
    private var expiring: [UInt64: Int] = [:]
    private var accounts: AccountCache
    private var counts = MempoolStatistics()

    init(limits: MempoolLimits, nextHeight: UInt64) {
        self.limits = limits
        self.nextHeight = nextHeight
        accounts = AccountCache(countMax: limits.cachedAccountsMax)
    }

    var statistics: MempoolStatistics {
        var statistics = counts
        statistics.transactions = order.count
        statistics.bytes = bytes
        statistics.senders = senders.count
        statistics.transactionsMax = limits.transactionsMax
        statistics.bytesMax = limits.bytesMax
        return statistics
    }

    var isEmpty: Bool { order.count == 0 }

    func contains(leaf: Digest) -> Bool { placesByLeaf[leaf] != nil }

    func contains(_ id: TransactionID) -> Bool { placesByID[id] != nil }

    func transaction(leaf: Digest) -> CheckedTransaction? {
        placesByLeaf[leaf].flatMap { order[$0]?.transaction }
    }

    /// Whether admission of a sender's transaction needs the committed account read first.
    func needsAccount(_ id: AccountID) -> Bool { senders[id] == nil && !accounts.contains(id) }

    /// Keeps committed accounts, unless a block has been committed since they were read.
    mutating func learn(_ records: [(id: AccountID, record: AccountRecord?)], readBefore height: UInt64) {
        guard height == nextHeight else { return }
        for (id, record) in records where !accounts.contains(id) { accounts.insert(.init(record), for: id) }
    }

    /// Takes a transaction in, or says why not.
    ///
    /// `readAccount` is called where the sender's account is neither cached nor in use.
    mutating func admit<Failure: Error>(
        _ entry: MempoolEntry, readAccount: (AccountID) throws(Failure) -> AccountRecord?
    ) throws(Failure) -> Refusal? {
        let refusal = try tryToAdmit(entry, readAccount: readAccount)
        if refusal == nil { counts.admitted += 1 } else { counts.refused += 1 }
        return refusal
    }

    private mutating func tryToAdmit<Failure: Error>(
        _ entry: MempoolEntry, readAccount: (AccountID) throws(Failure) -> AccountRecord?
    ) throws(Failure) -> Refusal? {
        let transaction = entry.transaction
        let id = transaction.body.sender
        guard placesByID[transaction.id] == nil else { return Refusal(.alreadyKnown) }
        let position = senders.index(forKey: id)
        let account: AccountRecord?
        if let position {
            account = senders.values[position].projected
        } else if let cached = accounts.entry(for: id) {
            account = cached.record
        } else {
            account = try readAccount(id)
            accounts.insert(.init(account), for: id)
        }
        let waitingCount = position.map { senders.values[$0].places.count } ?? 0
        if let refusal = Admission.refusal(
            of: transaction, account: account, expectedNonce: account?.nonce ?? 0, height: nextHeight)
        {
            return refusal
        }
        guard waitingCount < limits.transactionsPerSenderMax else {
            return Refusal(
                .senderLimitReached, facts: [Refusal.Fact("limit", limits.transactionsPerSenderMax)])
        }
        guard order.count < limits.transactionsMax, bytes + transaction.bytes.count <= limits.bytesMax else {
            return Refusal(.mempoolFull, facts: [Refusal.Fact("transactions", order.count)])
        }
        let place = order.append(entry)
        if let position {
            // Changed where it lies: a copy of the list for each transaction would cost quadratic time.
            senders.values[position].places.append(place)
            senders.values[position].advance(over: transaction)
        } else {
            var sender = Sender(projected: account, places: [place])
            sender.advance(over: transaction)
            senders[id] = sender
        }
        placesByID[transaction.id] = place
        placesByLeaf[entry.leaf] = place
        bytes += transaction.bytes.count
        expiring[transaction.body.expiryHeight, default: 0] += 1
        return nil
    }

    /// The first transactions in order of arrival that fit; they stay until a block is committed.
    func candidates(transactionsMax: Int, bytesMax: Int) -> [[UInt8]] {
        var taken: [[UInt8]] = []
        taken.reserveCapacity(min(order.count, transactionsMax))
        var size = 0
        order.visit { _, entry in
            guard taken.count < transactionsMax, size + entry.transaction.bytes.count <= bytesMax else { return false }
            taken.append(entry.transaction.bytes)
            size += entry.transaction.bytes.count
            return true
        }
        return taken
    }

    /// Takes note of a committed block: what stood in it goes, and what it made invalid goes too.
    ///
    /// `leaves` are the block's transactions, `changed` every account record that the block changed. `readAccount` reads
    /// the committed account of a sender of which a transaction stood in the block or expired.
    ///
    /// - Returns: The ids of what became invalid.
    mutating func takeNote<Failure: Error>(
        ofBlock height: UInt64, leaves: [Digest], changed: [(id: AccountID, record: AccountRecord)],
        readAccount: (AccountID) throws(Failure) -> AccountRecord?
    ) throws(Failure) -> [TransactionID] {
        nextHeight = height + 1
        var touched: Set<AccountID> = []
        for leaf in leaves {
            guard let place = placesByLeaf[leaf], let entry = remove(place) else { continue }
            touched.insert(entry.transaction.body.sender)
        }
        for (id, record) in changed {
            accounts.insert(.record(record), for: id)
            if senders[id] != nil { touched.insert(id) }
        }
        var dropped: [TransactionID] = []
        if expiring[height] != nil {
            var expired: [Int] = []
            order.visit { place, entry in
                if entry.transaction.body.expiryHeight <= height { expired.append(place) }
                return true
            }
            for place in expired {
                guard let entry = remove(place) else { continue }
                touched.insert(entry.transaction.body.sender)
                dropped.append(entry.transaction.id)
            }
        }
        for id in touched { dropped += try review(id, readAccount: readAccount) }
        counts.dropped += UInt64(dropped.count)
        return dropped
    }

    /// Starts a sender anew from the committed account and drops what no longer follows on it.
    private mutating func review<Failure: Error>(
        _ id: AccountID, readAccount: (AccountID) throws(Failure) -> AccountRecord?
    ) throws(Failure) -> [TransactionID] {
        guard let before = senders[id] else { return [] }
        let waiting = before.places.filter { order[$0] != nil }
        guard !waiting.isEmpty else {
            senders[id] = nil
            return []
        }
        let record: AccountRecord?
        if let cached = accounts.entry(for: id) { record = cached.record } else { record = try readAccount(id) }
        var sender = Sender(projected: record)
        var dropped: [TransactionID] = []
        for place in waiting {
            guard let entry = order[place] else { continue }
            let refusal = Admission.refusal(
                of: entry.transaction, account: sender.projected, expectedNonce: sender.projected?.nonce ?? 0,
                height: nextHeight)
            if refusal == nil {
                sender.places.append(place)
                sender.advance(over: entry.transaction)
            } else {
                _ = remove(place)
                dropped.append(entry.transaction.id)
            }
        }
        senders[id] = sender.places.isEmpty ? nil : sender
        return dropped
    }

    private mutating func remove(_ place: Int) -> MempoolEntry? {
        guard let entry = order.remove(place) else { return nil }
        let transaction = entry.transaction
        placesByID[transaction.id] = nil
        placesByLeaf[entry.leaf] = nil
        bytes -= transaction.bytes.count
        let left = (expiring[transaction.body.expiryHeight] ?? 1) - 1
        expiring[transaction.body.expiryHeight] = left > 0 ? left : nil
        return entry
    }
}

extension MempoolState.Sender {
    /// Counts a transaction as applied: the nonce, the key that its first transaction shows, and a key it rotates to.
    fileprivate mutating func advance(over transaction: CheckedTransaction) {
        var record = projected ?? AccountRecord()
        record.nonce = transaction.body.nonce &+ 1
        record.publicKey = transaction.publicKey
        for case .rotateKey(let rotation) in transaction.body.operations { record.publicKey = rotation.publicKey }
        projected = record
    }
}
