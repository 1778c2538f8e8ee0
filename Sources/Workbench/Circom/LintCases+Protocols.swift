extension LintCases {
    /// The large templates of circomlib: signatures, sparse Merkle trees, SHA-256.
    ///
    /// The signatures were made with scripts/circomlib_reference.py; the tree has the leaves (111, 222) and (333, 444).
    static let protocols: [LintHarness.Case] = [
        .init("eddsaposeidon.circom", "EdDSAPoseidonVerifier()", inputs: signed(by: poseidonResponse)),
        .init("eddsamimc.circom", "EdDSAMiMCVerifier()", inputs: signed(by: mimcResponse)),
        .init(
            "eddsa.circom", "EdDSAVerifier(8)",
            inputs:
                #"{"msg": \#(bits("a5")), "A": \#(bits(packedKey)), "R8": \#(bits(packedCommitment)), "S": \#(bits(response))}"#
        ),
        .init("pointbits.circom", "Bits2Point_Strict()", inputs: #"{"in": \#(bits(packedKey))}"#),
        .init(
            "smt/smtverifier.circom", "SMTVerifier(4)",
            inputs: """
                {"enabled": 1, "fnc": 0, "root": "\(bothRoot)", "siblings": [0, "\(otherLeaf)", 0, 0], "oldKey": 0,
                "oldValue": 0, "isOld0": 0, "key": 111, "value": 222}
                """),
        .init(
            "smt/smtprocessor.circom", "SMTProcessor(4)",
            inputs: """
                {"fnc": [1, 0], "oldRoot": "\(oneLeaf)", "siblings": [0, 0, 0, 0], "oldKey": 111, "oldValue": 222,
                "isOld0": 0, "newKey": 333, "newValue": 444}
                """),
        .init(
            "smt/smtprocessor.circom", "SMTProcessorSM()",
            inputs: """
                {"xor": 1, "is0": 0, "levIns": 0, "fnc": [1, 0], "prev_top": 1, "prev_old0": 0, "prev_bot": 0,
                "prev_new1": 0, "prev_na": 0, "prev_upd": 0}
                """),
        .init("sha256/sha256.circom", "Sha256(8)", inputs: #"{"in": \#(bits("a5"))}"#),
        .init(
            "sha256/sha256compression.circom", "Sha256compression()",
            inputs: #"{"hin": \#(bits(packedKey)), "inp": \#(bits(packedKey + packedCommitment))}"#),
    ]

    private static let packedKey = "06cdcb8de186a1009f897876490f2e7829a4edaf9be4fc9a8f25ce85d62404cb"
    private static let packedCommitment = "93c1edf807e7a44b264e0e34637d6821f2764917e47bcb93aec8da15d4ddad09"
    private static let response = "0476e0d56380b12066fff816c77a75d185c7dc143fb7e7595ee59982f36e45c9"
    private static let mimcResponse = "819280661945397384337437751896003951380864959572477647324503654666683021492"
    private static let poseidonResponse = "1614181135950431818515083986733442309974837176199622158946198650012337546158"
    private static let oneLeaf = "9308772482099879945566979599408036177864352098141198065063141880905857869998"
    private static let otherLeaf = "12549289627350776599881360848479894769581529188188467455798610052916592066756"
    private static let bothRoot = "1288560299535560961253537358119722684041344245980076865013927406034193350532"

    /// The inputs of a verifier whose key and commitment are points, for the message 5.
    private static func signed(by response: String) -> String {
        """
        {"enabled": 1, "Ax": "4932222859390329538702044545410793169105940413723666529227349661541313929065",
        "Ay": "3077485619390694419526170078396772919228837053446060025948580869983147656395",
        "R8x": "15056489340502077184676250437699193939179530824434898163216156625398562371398",
        "R8y": "8936588007367730311105348679238283723906056074104348801869368609441136356617",
        "S": "\(response)", "M": 5}
        """
    }

    /// The bits of a hexadecimal number, the lowest first.
    private static func bits(_ hexadecimal: String) -> String {
        let bits = hexadecimal.reversed().flatMap { digit in
            (0..<4).map { (digit.hexDigitValue ?? 0) >> $0 & 1 }
        }
        return "[" + bits.map(String.init).joined(separator: ", ") + "]"
    }
}
