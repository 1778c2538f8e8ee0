internal import ArgumentParser

/// Ceremonies, in which many people make the secrets of a proving key and none of them knows them.
struct CeremonyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ceremony",
        abstract: "Make a proving key together, in the files of snarkjs.",
        discussion: """
            Phase 1 makes powers of a secret that serve any circuit up to a size; phase 2 makes the key of one \
            circuit. The result is sound if one contributor of each phase forgot the secrets. Each contribution \
            prints a hash, which its contributor publishes; whoever verifies the result compares.

            Examples:
              symbolon zk ceremony powers-of-tau new 12 powers0.ptau
              symbolon zk ceremony powers-of-tau contribute powers0.ptau powers1.ptau --name Alice
              symbolon zk ceremony powers-of-tau prepare powers1.ptau powers.ptau
              symbolon zk ceremony phase2 new circuit.r1cs powers.ptau circuit0.zkey
              symbolon zk ceremony phase2 contribute circuit0.zkey circuit1.zkey --name Alice
              symbolon zk ceremony phase2 verify circuit.r1cs powers.ptau circuit1.zkey
            """,
        subcommands: [CeremonyPowersCommand.self, CeremonyPhaseTwoCommand.self])
}
