internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import Foundation
internal import Groth16
internal import NodeAPI
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// The command `symbolon node init`.
struct InitializeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a node's directory: configuration, genesis, operator key, API key.",
        discussion: """
            Accounts with roles from the start are given as KEY:ROLE,ROLE, where KEY is the name of a key file or a public
            key in hexadecimal. At least one must be a regulator.

            A circuit whose proofs the chain takes is given as NAME=KEY.zkey; the genesis keeps the digest of its verification
            key and the list of contributions. Verify the key first (symbolon zk ceremony phase2 verify). A development key
            is refused unless --allow-development-keys says that the chain is a trial; a key whose only contributions are
            public beacons, or whose points show a known secret, is always refused.

            Examples:
              symbolon keys create brand
              symbolon node init my-chain --chain-id my-chain --account brand:regulator,issuer
              symbolon node init my-chain --account brand:regulator --circuit eligibility=eligibility.zkey
            """)

    @Argument(help: "The directory to make.") var directory: String
    @Option(help: "The chain's name: 1 to 50 of A-Z a-z 0-9 - _ . (the directory's name where not given).")
    var chainID: String?
    @Option(help: "An account with roles, as KEY:ROLE,ROLE; repeat for more.") var account: [String]
    @Option(help: "The genesis time; now where not given.") var time: TimeText?
    @Option(help: "Settlement epochs of so many seconds, instead of calendar months.") var epochSeconds: UInt64?
    @Option(help: "The calendar months' offset from UTC.") var epochUtcOffsetMinutes: Int32 = 0
    @Option(help: "A circuit whose proofs the chain takes, as NAME=KEY.zkey; repeat for more.") var circuit: [String] =
        []
    @Flag(help: "Allow keys that anyone can forge proofs for: for trials only.") var allowDevelopmentKeys = false
    @OptionGroup var keys: KeyDirectoryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let home = NodeHome(directory: directory)
        let options = NodeHome.ChainOptions(
            chainID: chainID ?? URL(fileURLWithPath: directory).lastPathComponent, time: time?.seconds,
            epochRule: epochSeconds.map { .seconds($0) } ?? .month(utcOffsetMinutes: epochUtcOffsetMinutes),
            accounts: try account.map(genesisAccount), circuits: try circuit.map(genesisCircuit),
            allowsDevelopmentKeys: allowDevelopmentKeys)
        let genesis = try home.create(options)
        let apiKeyFile = try createAPIKey(in: home)
        output.show([
            "chainID": .string(genesis.chainID), "genesisHash": .string(genesis.hash.hex),
            "operatorKey": .string(genesis.operatorKey.hex), "home": .string(directory),
            "configuration": .string(home.configurationFile), "genesis": .string(home.genesisFile),
            "apiKeyFile": .string(apiKeyFile),
        ])
    }

    /// Makes a key with which the node can be administered over HTTP, and names it in the configuration.
    private func createAPIKey(in home: NodeHome) throws(CommandFailure) -> String {
        let path = home.directory + "/api.key"
        let isCreated = FileManager.default.createFile(
            atPath: path, contents: Data((AdministrationKey.makeText() + "\n").utf8),
            attributes: [.posixPermissions: 0o600])
        guard isCreated, let handle = FileHandle(forWritingAtPath: home.configurationFile) else {
            throw .unusable("\(path): the API key file cannot be created")
        }
        defer { try? handle.close() }
        do {
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("api-key-file: api.key\n".utf8))
        } catch {
            throw .unusable("\(home.configurationFile): the file cannot be written")
        }
        return path
    }

    private func genesisCircuit(_ text: String) throws -> GenesisCircuit {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw CommandFailure.unusable("--circuit \"\(text)\": write NAME=KEY.zkey")
        }
        let key: ProvingKey
        do {
            key = try ProvingKey(path: parts[1])
        } catch {
            throw CommandFailure.unusable("\(parts[1]): \(error)")
        }
        return try GenesisCircuit(name: parts[0], provingKey: key, path: parts[1])
    }

    private func genesisAccount(_ text: String) throws -> Genesis.Account {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let roles = parts.count == 2 ? parts[1].split(separator: ",").map { RoleText(argument: String($0)) } : []
        guard !roles.isEmpty, !roles.contains(where: { $0 == nil }) else {
            throw CommandFailure.unusable(
                "--account \"\(text)\": write KEY:ROLE,ROLE with roles regulator, issuer, platform, oracle, person")
        }
        let publicKey = try PublicKey(hex: parts[0]) ?? WalletFile.publicKey(of: keys.directory.file(named: parts[0]))
        return Genesis.Account(
            publicKey: publicKey, roles: roles.reduce([]) { $0.union($1?.role ?? []) })
    }
}
