import ChainNode
import Testing

@Suite struct ConfigurationTests {
    @Test func everyKeyHasADefaultThatItWouldTake() throws {
        for key in ConfigurationKey.allKeys {
            let loaded = try NodeConfiguration.load(file: nil, overrides: [key.name: key.defaultValue])
            #expect(loaded.described().first { $0.key == key.name }?.value == key.defaultValue)
        }
        #expect(Set(ConfigurationKey.allKeys.map(\.name)).count == ConfigurationKey.allKeys.count)
    }

    @Test func flagsWinOverEnvironmentOverFileOverDefault() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write(
            "listen-port: 1001\nlog-level: error\nlisten-host: 127.0.0.2\n", to: "config.yaml")
        let loaded = try NodeConfiguration.load(
            file: file, environment: ["SYMBOLON_LISTEN_PORT": "1002", "SYMBOLON_LOG_LEVEL": "debug", "PATH": "/bin"],
            overrides: ["listen-port": "1003"])
        #expect(loaded.listenPort == 1_003)
        #expect(loaded.logLevel == "debug")
        #expect(loaded.listenHost == "127.0.0.2")
        #expect(loaded.blockIntervalMilliseconds == 200)
        let sources = Dictionary(uniqueKeysWithValues: loaded.described().map { ($0.key, $0.source) })
        #expect(sources["listen-port"] == .flag(name: "listen-port"))
        #expect(sources["log-level"] == .environment(name: "SYMBOLON_LOG_LEVEL"))
        #expect(sources["listen-host"] == .file(path: file, line: 3))
        #expect(sources["block-interval-milliseconds"] == .standard)
    }

    @Test func relativePathsInAFileCountFromItsDirectory() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("data-directory: db\ngenesis-file: /etc/g.yaml\n", to: "config.yaml")
        let loaded = try NodeConfiguration.load(file: file, overrides: ["operator-key-file": "here.key"])
        #expect(loaded.dataDirectory == directory.path + "/db")
        #expect(loaded.genesisFile == "/etc/g.yaml")
        #expect(loaded.operatorKeyFile == "here.key")
    }

    static let rows: [(text: String, message: String)] = [
        ("listen_port: 1\n", "config.yaml:1: listen_port: the key is unknown; did you mean \"listen-port\"?"),
        ("# x\nzzzzzzzz: 1\n", "config.yaml:2: zzzzzzzz: the key is unknown; known keys here: data-directory"),
        ("listen-port: 70000\n", "listen-port: a whole number from 0 to 65535 is expected, not \"70000\""),
        ("listen-port: 0x10\n", "a whole number from 0 to 65535 is expected"),
        ("listen-port: 1_000\n", "a whole number from 0 to 65535 is expected"),
        ("listen-port: 010\n", "a whole number from 0 to 65535 is expected"),
        ("listen-port: [1]\n", "listen-port: a single value is expected"),
        ("log-level: loud\n", "one of trace, debug, info"),
        ("log-level: info\nlog-level: debug\n", "the key stands twice"),
        ("mempool-bytes-max: 1000000\n", "is less than block-bytes-max"),
        ("listen-host: \"a\\0b\"\n", "without NUL"),
    ]

    @Test(arguments: rows.indices)
    func eachMistakeIsNamedWithItsPlace(row: Int) throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write(Self.rows[row].text, to: "config.yaml")
        let error = #expect(throws: NodeError.self) { try NodeConfiguration.load(file: file) }
        #expect(error?.description.contains(Self.rows[row].message) == true, "\(error?.description ?? "")")
    }

    @Test func unknownVariablesAndFlagsAreRefused() {
        let variable = #expect(throws: NodeError.self) {
            try NodeConfiguration.load(file: nil, environment: ["SYMBOLON_LISTEN_PROT": "1"])
        }
        #expect(variable?.description.contains("did you mean \"SYMBOLON_LISTEN_PORT\"?") == true)
        #expect(throws: Never.self) {
            try NodeConfiguration.load(
                file: nil, environment: ["SYMBOLON_PASSPHRASE": "1"], otherNames: ["SYMBOLON_PASSPHRASE"])
        }
        let flag = #expect(throws: NodeError.self) { try NodeConfiguration.load(file: nil, overrides: ["listen": "1"]) }
        #expect(flag?.description.contains("command line") == true)
    }

    @Test func theFileOfANewHomeIsValidAndSaysTheDefaults() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write(NodeHome.configurationText, to: "config.yaml")
        var loaded = try NodeConfiguration.load(file: file)
        #expect(loaded.dataDirectory == directory.path + "/data")
        loaded.dataDirectory = "data"
        loaded.genesisFile = "genesis.yaml"
        loaded.operatorKeyFile = "operator.key"
        let values = loaded.described().map(\.value)
        #expect(values == NodeConfiguration().described().map(\.value))
        for key in ConfigurationKey.allKeys { #expect(NodeHome.configurationText.contains("\(key.name): ")) }
    }

    @Test func missingFilesAreNamed() {
        let error = #expect(throws: NodeError.self) { try NodeConfiguration.load(file: "/nowhere/config.yaml") }
        #expect(error == .file(path: "/nowhere/config.yaml", reason: "there is no such file"))
    }
}
