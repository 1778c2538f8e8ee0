internal import ArgumentParser
internal import CommandShell
internal import Foundation
internal import RightsLedger
internal import Yams

/// A file with several operations: a list of mappings with one key, the operation's name, and its arguments.
enum BatchFile {
    /// The largest file that is read, in bytes.
    private static let byteCountMax = 1 << 20

    /// The operations of a file, their arguments parsed as those of a command line would be.
    static func steps(of path: String) throws(CommandFailure) -> [any OperationArguments] {
        guard let data = FileManager.default.contents(atPath: path), data.count <= byteCountMax,
            let text = String(data: data, encoding: .utf8)
        else { throw .unusable("\(path): the file cannot be read, is no UTF-8 text or too large") }
        guard !text.contains("&"), !text.contains("*") else {
            throw .unusable("\(path): anchors and aliases (& and *) are not supported; write the values out")
        }
        let root: Yams.Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw .unusable("\(path): not YAML or JSON: \(error)")
        }
        guard let list = root?.sequence, !list.isEmpty else {
            throw .unusable("\(path): a list of operations is expected, such as \"- transfer: {…}\"")
        }
        var steps: [any OperationArguments] = []
        for (index, entry) in list.enumerated() { steps.append(try step(entry, place: "\(path), operation \(index)")) }
        return steps
    }

    private static func step(_ entry: Yams.Node, place: String) throws(CommandFailure) -> any OperationArguments {
        guard let mapping = entry.mapping, mapping.count == 1, let pair = mapping.first, let name = pair.key.string
        else {
            throw .unusable("\(place): one key is expected, the operation's name")
        }
        guard let kind = OperationTable.named(name) else {
            let names = OperationTable.all.map { $0.name }.joined(separator: ", ")
            throw .unusable("\(place): there is no operation \"\(name)\"; there are \(names)")
        }
        var arguments: [String] = []
        for (key, value) in pair.value.mapping ?? [:] {
            guard let name = key.string else { throw .unusable("\(place): a key is not a word") }
            for text in try texts(of: value, place: "\(place), \(name)") { arguments.append("--\(name)=\(text)") }
        }
        do {
            return try kind.parse(arguments)
        } catch {
            throw .unusable("\(place) (\(name)): \(kind.message(for: error))")
        }
    }

    private static func texts(of value: Yams.Node, place: String) throws(CommandFailure) -> [String] {
        switch value {
        case .scalar(let scalar): return [scalar.string]
        case .sequence(let sequence):
            var texts: [String] = []
            for element in sequence {
                guard let text = element.scalar?.string else {
                    throw .unusable("\(place): a list of words is expected")
                }
                texts.append(text)
            }
            return texts
        default: throw .unusable("\(place): a word, a number or a list of them is expected")
        }
    }
}
