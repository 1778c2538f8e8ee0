internal import ChainNode
internal import CommandShell
internal import Foundation
internal import Logging
internal import SymbolonClient

/// Writes each log message as one line of JSON on standard error.
struct JSONLogHandler: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members: [JSONNode.Member] = [
            .init(name: "time", value: .string(UTCTime.text(Int64(Date().timeIntervalSince1970)))),
            .init(name: "level", value: .string(event.level.rawValue)), .init(name: "logger", value: .string(label)),
            .init(name: "message", value: .string(event.message.description)),
        ]
        let all = metadata.merging(event.metadata ?? [:]) { _, newer in newer }
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            members.append(.init(name: name, value: .string(value.description)))
        }
        if let error = event.error { members.append(.init(name: "error", value: .string("\(error)"))) }
        Console.note(JSONNode.object(members).text)
    }
}

/// How the program's messages are written.
enum ProgramLog {
    /// Sets up logging as a node's configuration says; once in the life of the program.
    static func start(_ configuration: NodeConfiguration) {
        let isJSON = configuration.logFormat == "json"
        let level = configuration.loggerLevel
        LoggingSystem.bootstrap { label in
            if isJSON {
                var handler = JSONLogHandler(label: label)
                handler.logLevel = level
                return handler
            }
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
    }
}
