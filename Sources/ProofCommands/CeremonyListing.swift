internal import Groth16
internal import JSONNodes
internal import Signatures

/// The record of contributions, for people and for programs.
enum CeremonyListing {
    /// All contributions, in order.
    static func node(_ contributions: [(label: ContributionLabel, hash: [UInt8])]) -> JSONNode {
        .array(
            contributions.enumerated().map { index, contribution in
                node(number: index + 1, label: contribution.label, hash: contribution.hash)
            })
    }

    /// A contribution, its hash in hexadecimal digits.
    private static func node(number: Int, label: ContributionLabel, hash: [UInt8]) -> JSONNode {
        var members: [JSONNode.Member] = [
            .init(name: "number", value: .integer(Int64(number))),
            .init(name: "name", value: .string(label.text)),
            .init(name: "hash", value: .string(Hex.encode(hash))),
        ]
        if let beacon = label.beacon {
            members.append(.init(name: "beacon", value: .string(Hex.encode(beacon.value))))
            members.append(.init(name: "iterationsLog2", value: .integer(Int64(beacon.iterationsLog2))))
        }
        return .object(members)
    }
}
