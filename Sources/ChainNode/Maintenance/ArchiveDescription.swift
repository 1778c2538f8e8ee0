internal import RightsLedger
internal import Signatures

/// The file beside a backup or an export that says, with the operator's signature, what is in it.
struct ArchiveDescription {
    /// The signed header of the last block.
    let header: SignedBlockHeader

    init(header: SignedBlockHeader) {
        self.header = header
    }

    /// Reads the file.
    ///
    /// - Throws: ``NodeError/archive(path:reason:)`` where it is not such a file.
    init(file: String) throws(NodeError) {
        let text = try FileAccess.readText(file, byteCountMax: 64 << 10)
        do throws(DocumentProblem) {
            try self.init(parsing: text, source: file)
        } catch {
            throw .archive(path: file, reason: error.description)
        }
    }

    private init(parsing text: String, source: String) throws(DocumentProblem) {
        var root = try StrictDocument(parsing: text, source: source).root
        _ = try root.require("format", example: "1").integer(in: 1...1)
        let chainID = try root.require("chain-id", example: "my-chain").text()
        let height = try root.require("height", example: "1").integer(in: 0...Int64.max)
        let appHash = try root.require("app-hash", example: "<64 hex digits>").text()
        let encoded = try root.require("header", example: "<hex digits>")
        try root.finish()
        guard let bytes = Hex.decode(try encoded.text()), let header = SignedBlockHeader(decoding: bytes) else {
            throw encoded.problem("this is not a signed header")
        }
        guard header.header.chainID == chainID, header.header.height == UInt64(height),
            header.header.appHash.hex == appHash
        else { throw encoded.problem("the header does not say the same as the keys above") }
        self.header = header
    }

    /// The text of the file.
    var text: String {
        """
        # What this archive holds. "header" is the signed header of its last block; the rest repeats it for people.
        format: 1
        chain-id: "\(header.header.chainID)"
        height: \(header.header.height)
        app-hash: "\(header.header.appHash)"
        header: "\(Hex.encode(header.encoded()))"

        """
    }
}
