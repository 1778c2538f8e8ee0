package import RightsLedger
package import Signatures

/// The last committed block in short.
package struct ChainHead: Hashable, Sendable {
    /// Its height; 0 after the genesis.
    package var height: UInt64
    /// Its time in seconds since 1970 UTC.
    package var time: Int64
    /// The root of the state after it.
    package var appHash: Digest
    /// The hash of its header.
    package var headerHash: Digest

    package init(height: UInt64, time: Int64, appHash: Digest, headerHash: Digest) {
        self.height = height
        self.time = time
        self.appHash = appHash
        self.headerHash = headerHash
    }

    /// The head that a header makes.
    package init(_ header: BlockHeader) {
        self.init(height: header.height, time: header.time, appHash: header.appHash, headerHash: header.hash)
    }

    /// The record under ``BlockKey/head``: version, height, header hash.
    var record: [UInt8] {
        var bytes: [UInt8] = [1]
        BigEndian.append(height, to: &bytes)
        headerHash.append(to: &bytes)
        return bytes
    }
}
