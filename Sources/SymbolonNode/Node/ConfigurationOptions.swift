internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import Foundation

/// The node's directory, and flags for each of its settings.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "The node's directory, as \"node init\" made it.") var home = "."

    // Settings are not declared one by one: the node's own table of settings says which flags there are, so that a new
    // setting is a flag at once.
    @Argument(parsing: .allUnrecognized, help: "Settings as --NAME VALUE; \"symbolon node config\" lists them.")
    var settings: [String] = []

    /// The home in the directory.
    var nodeHome: NodeHome { NodeHome(directory: home) }

    /// The configuration: file, environment and flags.
    func configuration() throws -> NodeConfiguration {
        guard FileManager.default.fileExists(atPath: nodeHome.configurationFile) else {
            throw CommandFailure.unusable(
                "\(nodeHome.configurationFile): there is no such file; give --home DIRECTORY, or make one with "
                    + "\"symbolon node init DIRECTORY\"")
        }
        return try nodeHome.configuration(
            environment: ProcessInfo.processInfo.environment, otherNames: EnvironmentNames.all, overrides: overrides())
    }

    /// The settings that flags give, by name.
    func overrides() throws(CommandFailure) -> [String: String] {
        var overrides: [String: String] = [:]
        var rest = settings[...]
        while let flag = rest.popFirst() {
            guard flag.hasPrefix("--") else {
                throw .unusable("\"\(flag)\" is not expected here; settings are written --NAME VALUE")
            }
            let parts = flag.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
                throw .unusable("--\(name) needs a value")
            }
            guard overrides.updateValue(value, forKey: name) == nil else {
                throw .unusable("--\(name) is given twice")
            }
        }
        return overrides
    }
}
