package import ArgumentParser

/// Circuits, keys and proofs.
package struct ZeroKnowledgeCommand: AsyncParsableCommand {
    /// How the command is called.
    package static let name = "zk"

    package static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Circuits, keys and proofs: Groth16 over BN254 in the files of circom, snarkjs and rapidsnark.",
        discussion: """
            Examples:
              symbolon zk compile circuit.circom -o build --r1cs --sym --wprog
              symbolon zk witness build/circuit.wprog input.json witness.wtns
              symbolon zk setup circuit.r1cs circuit.zkey --development my-seed
              symbolon zk export verification-key circuit.zkey verification_key.json
              symbolon zk prove circuit.zkey witness.wtns proof.json public.json
              symbolon zk verify verification_key.json public.json proof.json
            """,
        subcommands: [
            CompileCommand.self, WitnessCommand.self, CheckCommand.self, LintCommand.self, ZKConstraintsCommand.self,
            ZKSetupCommand.self, CeremonyCommand.self, ZKProveCommand.self, ZKVerifyCommand.self, ZKExportCommand.self,
        ])

    package init() {}
}
