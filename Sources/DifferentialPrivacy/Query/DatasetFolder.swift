internal import Foundation
internal import Signatures

/// A registered dataset: a folder beside the data, which stays where it is.
///
/// It holds the schema, the file's digest, the secret key of the choice among records, the budget ledger and the
/// release records.
public struct DatasetFolder: Sendable {
    /// What was registered.
    struct Registration: Sendable, Codable {
        var document: String
        var file: String
        var identity: FileIdentity
    }

    /// The folder.
    public let path: String
    /// The length of the file that was registered, in bytes.
    public var fileByteCount: UInt64 { registration.identity.byteCount }
    /// What the holder says about the data.
    package let schema: DatasetSchema
    /// The digest of the file that was registered, in hexadecimal digits.
    public var fileDigest: String { registration.identity.digest }
    let registration: Registration
    let samplingKey: Digest

    /// What the budget stands at.
    ///
    /// - Throws: ``PrivacyError/ledgerDamaged(line:reason:)`` where the ledger's lines do not follow from each other.
    public func budget() throws(PrivacyError) -> BudgetStatus { try ledger.status() }

    /// Checks every record of a file against its document and writes the folder.
    ///
    /// - Parameters:
    ///   - document: The path of the dataset document; the data file's path is relative to it.
    ///   - folder: A folder that does not exist or is empty.
    public static func register(document: String, into folder: String) throws(PrivacyError) -> DatasetFolder {
        try register(document: document, into: folder) { _ in }
    }

    /// The ledger.
    package var ledger: BudgetLedger {
        BudgetLedger(storage: LedgerFile(path: DatasetFolder.ledgerPath(path)), expecting: schema.terms)
    }

    private static func ledgerPath(_ path: String) -> String { path + "/ledger.jsonl" }
    private static let documentByteCountMax = DocumentSection.byteCountMax

    /// Checks every record of a file against its document and writes the folder.
    ///
    /// - Parameters:
    ///   - document: The path of the dataset document; the data file's path is relative to it.
    ///   - folder: A folder that does not exist or is empty.
    package static func register(
        document: String, into folder: String, progress: @escaping ReadingProgress
    ) throws(PrivacyError) -> DatasetFolder {
        let text = try readText(document)
        let schema = try DatasetSchema(text: text)
        let base = URL(fileURLWithPath: document).deletingLastPathComponent()
        let file = URL(fileURLWithPath: schema.file, relativeTo: base).standardizedFileURL.path
        let identity = try check(schema, file: file, progress: progress)
        let manager = FileManager.default
        if let content = try? manager.contentsOfDirectory(atPath: folder), !content.isEmpty {
            throw .datasetUnusable(path: folder, reason: "is not empty; name a new folder")
        }
        let registration = Registration(document: text, file: file, identity: identity)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        do {
            try manager.createDirectory(atPath: folder + "/releases", withIntermediateDirectories: true)
            try encoder.encode(registration).write(to: URL(fileURLWithPath: folder + "/dataset.json"))
        } catch {
            throw .datasetUnusable(path: folder, reason: "cannot be written")
        }
        let key = Data(SecureRandom.digest().hex.utf8)
        guard
            manager.createFile(
                atPath: folder + "/sampling.key", contents: key, attributes: [.posixPermissions: 0o600])
        else { throw .datasetUnusable(path: folder, reason: "the key file cannot be written") }
        _ = try BudgetLedger.open(storage: try LedgerFile.create(path: ledgerPath(folder)), terms: schema.terms)
        return try DatasetFolder(path: folder)
    }

    /// Opens a registered dataset.
    ///
    /// - Throws: ``PrivacyError/datasetUnusable(path:reason:)`` where there is none.
    public init(path: String) throws(PrivacyError) {
        self.path = path
        guard let content = FileManager.default.contents(atPath: path + "/dataset.json"),
            let registration = try? JSONDecoder().decode(Registration.self, from: content)
        else { throw .datasetUnusable(path: path, reason: "no dataset is registered here; use dp dataset register") }
        self.registration = registration
        schema = try DatasetSchema(text: registration.document)
        guard let key = FileManager.default.contents(atPath: path + "/sampling.key"),
            let digest = Digest(hex: String(decoding: key, as: UTF8.self))
        else { throw .datasetUnusable(path: path, reason: "the file sampling.key is missing or damaged") }
        samplingKey = digest
    }

    /// Reads all records, and makes sure that the file is the registered one.
    ///
    /// Every record fitted the schema when the file was registered, so one that does not shows a change; which one, and
    /// how, is not said.
    /// - Throws: ``PrivacyError/dataChanged(path:)``, among others.
    func forEachRow(
        progress: @escaping ReadingProgress, _ body: (DatasetRecords.Row) throws(PrivacyError) -> Void
    ) throws(PrivacyError) {
        try checkSize()
        let records = DatasetRecords(schema: schema, path: registration.file, progress: progress)
        do throws(PrivacyError) {
            guard try records.forEach(body) == registration.identity else {
                throw .dataChanged(path: registration.file)
            }
        } catch .dataInvalid {
            throw .dataChanged(path: registration.file)
        }
    }

    /// Refuses a file of another length, before a query is charged.
    func checkSize() throws(PrivacyError) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: registration.file)
        guard let size = attributes?[.size] as? NSNumber else {
            throw .fileUnusable(path: registration.file, reason: "cannot be read")
        }
        guard size.uint64Value == registration.identity.byteCount else { throw .dataChanged(path: registration.file) }
    }

    /// Checks every record of a file and the number of private keys.
    ///
    /// - Throws: ``PrivacyError/dataInvalid(path:line:reason:)`` for the first record that does not fit, among others.
    package static func check(
        _ schema: DatasetSchema, file: String, progress: @escaping ReadingProgress = { _ in }
    ) throws(PrivacyError) -> FileIdentity {
        var keys: [Int: Set<String>] = [:]
        let limits = schema.columns.enumerated().compactMap { index, column -> (Int, Int)? in
            guard case .privateText(let most) = column.kind, column.name != schema.unit else { return nil }
            return (index, most)
        }
        return try DatasetRecords(schema: schema, path: file, progress: progress).forEach { row throws(PrivacyError) in
            for (index, most) in limits {
                guard case .text(let text) = row.cells[index] else { continue }
                keys[index, default: []].insert(text)
                guard keys[index]?.count ?? 0 <= most else {
                    throw .dataInvalid(
                        path: file, line: 0,
                        reason: "the column \(schema.columns[index].name) has more than \(most) different texts; "
                            + "raise private_keys")
                }
            }
        }
    }

    /// Reads a document of bounded length.
    package static func readText(_ path: String) throws(PrivacyError) -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .fileUnusable(path: path, reason: "cannot be read")
        }
        defer { try? handle.close() }
        guard let content = try? handle.read(upToCount: documentByteCountMax + 1) else {
            throw .fileUnusable(path: path, reason: "is empty or cannot be read")
        }
        guard content.count <= documentByteCountMax else {
            throw .fileUnusable(path: path, reason: "is longer than \(documentByteCountMax) bytes")
        }
        return String(decoding: content, as: UTF8.self)
    }
}
