internal import ArgumentParser
internal import CommandShell
internal import Groth16
internal import Signatures

/// The beacon that ends a ceremony.
struct CeremonyBeaconArguments: ParsableArguments {
    @Argument(help: "The beacon's value in hexadecimal digits, 1 to 255 bytes.") var value: String
    @Argument(help: "How often the value is hashed, as a power of two: 10 to 30.") var iterations: Int

    @Option(help: "The name of the contribution, at most 64 bytes.")
    var name = ""

    /// The label of the contribution, with the beacon in it.
    func label() throws(CommandFailure) -> (label: ContributionLabel, randomness: CeremonyRandomness) {
        guard let bytes = Hex.decode(value) else { throw .unusable("\(value): these are no hexadecimal digits") }
        return try CeremonyFailure.naming("beacon") { () throws(CeremonyError) in
            let beacon = try CeremonyBeacon(value: bytes, iterationsLog2: iterations)
            return (try ContributionLabel(name: name, beacon: beacon), .beacon(beacon))
        }
    }
}
