/// The templates that the lint is measured on.
package enum LintCases {
    /// The building blocks in `circuits/lib`.
    package static let library: [LintHarness.Case] = [
        .init("bits.circom", "Bits(8)", inputs: #"{"in": 173}"#),
        .init("bits.circom", "Number(8)", inputs: #"{"in": [1, 0, 1, 1, 0, 1, 0, 1]}"#),
        .init("bits.circom", "Range(8)", inputs: #"{"in": 173}"#),
        .init("bits.circom", "StrictBits()", inputs: #"{"in": 12345678901234567890}"#),
        .init("comparators.circom", "IsZero()", inputs: #"{"in": 0}"#),
        .init("comparators.circom", "IsZero()", inputs: #"{"in": 5}"#),
        .init("comparators.circom", "IsEqual()", inputs: #"{"a": 5, "b": 5}"#),
        .init("comparators.circom", "LessThan(8)", inputs: #"{"a": 5, "b": 9}"#),
        .init("comparators.circom", "LessOrEqual(8)", inputs: #"{"a": 9, "b": 9}"#),
        .init("comparators.circom", "RequireLess(8)", inputs: #"{"a": 5, "b": 9}"#),
        .init("multiplexers.circom", "Choose()", inputs: #"{"choice": 1, "first": 3, "second": 4}"#),
        .init("multiplexers.circom", "Swap()", inputs: #"{"swap": 1, "in": [3, 4]}"#),
        .init(
            "multiplexers.circom", "Multiplexer(3)",
            inputs: #"{"choice": [1, 0, 1], "values": [1, 2, 3, 4, 5, 6, 7, 8]}"#),
        .init("poseidon.circom", "Poseidon(2)", inputs: #"{"inputs": [1, 2]}"#),
        .init("merkle.circom", "MerkleRoot(2)", inputs: #"{"leaf": 7, "path": [0, 1], "siblings": [3, 4]}"#),
        .init("amounts.circom", "AmountSum(8)", inputs: #"{"a": 100, "b": 100}"#),
        .init("amounts.circom", "AmountDifference(8)", inputs: #"{"a": 100, "b": 30}"#),
        .init("amounts.circom", "AmountTotal(8, 3)", inputs: #"{"in": [100, 50, 20]}"#),
        .init("amounts.circom", "AmountProduct(8)", inputs: #"{"a": 15, "b": 16}"#),
        .init("amounts.circom", "FixedPointProduct(8, 4)", inputs: #"{"a": 100, "rate": 24}"#),
        .init("bits.circom", "BitsUpTo(8, 200)", inputs: #"{"in": 173}"#),
        .init("amounts.circom", "Halves(72)", inputs: #"{"in": "295147905179352825861"}"#),
        .init("amounts.circom", "AmountProduct(128)", inputs: #"{"a": "36893488147419103235", "b": 1000}"#),
        .init("amounts.circom", "AmountQuotient(8)", inputs: #"{"a": 200, "b": 30}"#),
        .init(
            "amounts.circom", "AmountQuotient(128)",
            inputs: #"{"a": "340282366920938463463374607431768211455", "b": 1000003}"#),
        .init(
            "amounts.circom", "FixedPointProduct(128, 64)",
            inputs: #"{"a": "36893488147419103235", "rate": "27670116110564327424"}"#),
        .init("poseidon.circom", "Poseidon(7)", inputs: #"{"inputs": [1, 2, 3, 4, 5, 6, 7]}"#),
        .init("babyjubjub.circom", "OnCurve()", inputs: #"{"point": \#(base)}"#),
        .init("babyjubjub.circom", "PointSum()", inputs: #"{"first": \#(base), "second": \#(base)}"#),
        .init("babyjubjub.circom", "PointDouble()", inputs: #"{"point": \#(base)}"#),
        .init("babyjubjub.circom", "PointTimesEight()", inputs: #"{"point": \#(base)}"#),
        .init("babyjubjub.circom", "RequireSubgroup()", inputs: #"{"point": \#(base)}"#),
        .init("montgomery.circom", "ToMontgomery()", inputs: #"{"point": \#(base)}"#),
        .init("montgomery.circom", "ToEdwards()", inputs: #"{"point": [9, 5]}"#),
        .init("montgomery.circom", "MontgomerySum()", inputs: #"{"first": [9, 5], "second": [4, 7]}"#),
        .init("montgomery.circom", "MontgomeryDouble()", inputs: #"{"point": [9, 5]}"#),
        .init("fixed_base.circom", "PointTable(1, [[1, 2], [3, 4]])", inputs: #"{"bits": [1]}"#),
        .init("fixed_base.circom", "PointTable(2, [[1, 2], [3, 4], [5, 6], [7, 9]])", inputs: #"{"bits": [1, 1]}"#),
        .init(
            "fixed_base.circom",
            "PointTable(3, [[1, 2], [3, 4], [5, 6], [7, 9], [2, 3], [4, 6], [9, 8], [1, 5]])",
            inputs: #"{"bits": [1, 0, 1]}"#),
        .init(
            "fixed_base.circom", "FixedBaseMultiple(8, subgroupBase())", inputs: #"{"bits": [1, 0, 1, 1, 0, 1, 1, 0]}"#),
        .init("fixed_base.circom", "PublicKey()", inputs: #"{"secret": 1234567890123456789}"#),
        .init(
            "variable_base.circom", "PointMultiple(6)", inputs: #"{"bits": [0, 0, 1, 1, 0, 1], "point": \#(base)}"#),
        .init("eddsa.circom", "RequireSignature()", inputs: signature),
        .init("eddsa.circom", "RequireSignatureIf()", inputs: #"{"enabled": 1, "# + signature.dropFirst()),
    ]

    private static let x = "5299619240641551281634865583518297030282874472190772894086521144482721001553"
    private static let y = "16950150798460657717958625567821834550301663161624707787222815936182638968203"
    private static let base = #"["\#(x)", "\#(y)"]"#
    /// The key, the message and the signature of circomlibjs 0.1.8, test/eddsa.js, "Sign (using Poseidon) a single 10 bytes
    /// from 0 to 9".
    package static let signature = """
        {"key": ["13277427435165878497778222415993513565335242147425444199013288855685581939618",
        "13622229784656158136036771217484571176836296686641868549125388198837476602820"],
        "commitment": ["11384336176656855268977457483345535180380036354188103142384839473266348197733",
        "15383486972088797283337779941324724402501462225528836549661220478783371668959"],
        "response": "1672775540645840396591609181675628451599263765380031905495115170613215233181", "message": "42649378395939397566720"}
        """
}
