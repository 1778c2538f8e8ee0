internal import Signatures

extension SubtreeUpdate {
    /// Writes what has changed of a bucket where that is short, else all of it.
    /// - Returns: Whether all of it was written.
    @discardableResult
    mutating func writeBucket(
        _ image: BucketImage, replacing oldVersion: UInt64?, depth: Int, path: Digest
    ) -> Bool {
        let base = image.record.base
        if let oldVersion, image.prefersChange {
            if oldVersion != base { addStale(oldVersion, base: oldVersion, depth: depth, path: path) }
            let start = beginRecord(depth: depth, path: path)
            image.appendChange(to: &output.bytes, version: version)
            endRecord(from: start, depth: depth)
            return false
        }
        if let oldVersion { addStale(oldVersion, base: base, depth: depth, path: path) }
        let start = beginRecord(depth: depth, path: path)
        image.appendWhole(to: &output.bytes)
        endRecord(from: start, depth: depth)
        return true
    }

    /// Writes what has changed of a page where that is short, else all of it, and says where the page is stored now.
    ///
    /// `changedSlots` are the slots that this block has changed; their new children are the last ones in `pageChildren`,
    /// beginning at `firstChild`.
    mutating func writePage(
        _ top: InnerNode, replacing oldVersion: UInt64?, changedSlots: UInt16, children firstChild: Int, depth: Int,
        path: Digest
    ) -> PageRecord {
        let base = top.page.base
        let slots = changedSlots | top.page.changedSlots
        if let oldVersion, 3 * slots.nonzeroBitCount <= 16 {
            if oldVersion != base { addStale(oldVersion, base: oldVersion, depth: depth, path: path) }
            top.forEachPageChild(in: slots & ~changedSlots) { pageChildren.append($0) }
            let start = beginRecord(depth: depth, path: path)
            output.bytes.append(NodeRecord.pageChange)
            output.bytes.append(varint: version - base)
            output.bytes.append(bigEndian: slots)
            appendChildren(from: firstChild)
            endRecord(from: start, depth: depth)
            return PageRecord(base: base, changedSlots: slots)
        }
        if let oldVersion {
            addStale(oldVersion, base: base, depth: depth, path: path)
            top.forEachPageChild(in: ~changedSlots) { pageChildren.append($0) }
        }
        let start = beginRecord(depth: depth, path: path)
        output.bytes.append(NodeRecord.page)
        appendChildren(from: firstChild)
        endRecord(from: start, depth: depth)
        return PageRecord(base: version)
    }

    private mutating func appendChildren(from first: Int) {
        output.bytes.append(varint: UInt64(pageChildren.count - first))
        for child in pageChildren[first...] { child.append(to: &output.bytes, pageVersion: version) }
    }

    private mutating func beginRecord(depth: Int, path: Digest) -> Int {
        let start = output.bytes.count
        NodeKey.append(version: version, depth: depth, path: path, to: &output.bytes)
        return start
    }

    private mutating func endRecord(from start: Int, depth: Int) {
        let keyCount = NodeKey.byteCount(depth: depth)
        output.records.append(
            TreeOutput.Record(
                start: start, keyCount: keyCount, valueCount: output.bytes.count - start - keyCount))
    }

    /// Notes that a node's latest record, and its base where that is another, are needed by older versions only.
    mutating func addStale(_ staleVersion: UInt64, base: UInt64, depth: Int, path: Digest) {
        output.stale.append(varint: version - staleVersion)
        NodeKey.appendPlace(depth: depth, path: path, to: &output.stale)
        output.staleCount += 1
        if base != staleVersion { addStale(base, base: base, depth: depth, path: path) }
    }
}
