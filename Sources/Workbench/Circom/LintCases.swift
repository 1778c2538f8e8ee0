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
        .init("babyjubjub.circom", "OnCurve()", inputs: basePoint),
        .init("babyjubjub.circom", "PointSum()", inputs: twoBasePoints),
    ]

    /// Templates of circomlib, where a copy of it is given.
    package static let circomlib: [LintHarness.Case] = [
        .init("bitify.circom", "Num2Bits(8)", inputs: #"{"in": 173}"#),
        .init("bitify.circom", "Bits2Num(8)", inputs: #"{"in": [1, 0, 1, 1, 0, 1, 0, 1]}"#),
        .init("bitify.circom", "Num2BitsNeg(8)", inputs: #"{"in": 173}"#),
        .init("comparators.circom", "IsZero()", inputs: #"{"in": 0}"#),
        .init("comparators.circom", "IsZero()", inputs: #"{"in": 5}"#),
        .init("comparators.circom", "IsEqual()", inputs: #"{"in": [5, 5]}"#),
        .init("comparators.circom", "ForceEqualIfEnabled()", inputs: #"{"enabled": 1, "in": [5, 5]}"#),
        .init("comparators.circom", "LessThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("comparators.circom", "LessEqThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("comparators.circom", "GreaterThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("comparators.circom", "GreaterEqThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("mux1.circom", "Mux1()", inputs: #"{"c": [3, 4], "s": 1}"#),
        .init("mux2.circom", "Mux2()", inputs: #"{"c": [3, 4, 5, 6], "s": [1, 0]}"#),
        .init("mux3.circom", "Mux3()", inputs: #"{"c": [3, 4, 5, 6, 7, 8, 9, 1], "s": [1, 0, 1]}"#),
        .init("mux1.circom", "MultiMux1(2)", inputs: #"{"c": [[3, 4], [5, 6]], "s": 1}"#),
        .init("binsub.circom", "BinSub(4)", inputs: #"{"in": [[1, 0, 1, 1], [0, 1, 0, 0]]}"#),
        .init("montgomery.circom", "Edwards2Montgomery()", inputs: #"{"in": ["\#(baseX)", "\#(baseY)"]}"#),
        .init("multiplexer.circom", "Decoder(4)", inputs: #"{"inp": 2}"#),
        .init("multiplexer.circom", "EscalarProduct(3)", inputs: #"{"in1": [1, 2, 3], "in2": [4, 5, 6]}"#),
        .init("switcher.circom", "Switcher()", inputs: #"{"sel": 1, "L": 3, "R": 4}"#),
        .init("gates.circom", "XOR()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "AND()", inputs: #"{"a": 1, "b": 1}"#),
        .init("gates.circom", "OR()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "NOT()", inputs: #"{"in": 1}"#),
        .init("gates.circom", "NAND()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "NOR()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "MultiAND(4)", inputs: #"{"in": [1, 1, 0, 1]}"#),
        .init("binsum.circom", "BinSum(8, 2)", inputs: #"{"in": [[1,0,1,1,0,0,1,0], [0,1,1,0,1,0,0,1]]}"#),
        .init("mimc.circom", "MiMC7(91)", inputs: #"{"x_in": 1, "k": 2}"#),
        .init("poseidon.circom", "Sigma()", inputs: #"{"in": 3}"#),
        .init("compconstant.circom", "CompConstant(1000)", inputs: compared),
        .init("babyjub.circom", "BabyCheck()", inputs: basePoint),
        .init("babyjub.circom", "BabyAdd()", inputs: twoBasePoints),
    ]

    private static let baseX = "5299619240641551281634865583518297030282874472190772894086521144482721001553"
    private static let baseY = "16950150798460657717958625567821834550301663161624707787222815936182638968203"
    private static let basePoint = #"{"x": "\#(baseX)", "y": "\#(baseY)"}"#
    private static let twoBasePoints =
        #"{"x1": "\#(baseX)", "y1": "\#(baseY)", "x2": "\#(baseX)", "y2": "\#(baseY)"}"#
    private static let compared =
        #"{"in": [1, 0, 1, 1, \#(Array(repeating: "0", count: 250).joined(separator: ", "))]}"#
}
