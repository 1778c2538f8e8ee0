extension LintCases {
    /// Templates of circomlib, where a copy of it is given: all that are small enough, with inputs that satisfy them.
    package static let circomlib: [LintHarness.Case] = numbers + choices + curve + hashes + digests + trees + protocols

    private static let numbers: [LintHarness.Case] = [
        .init("bitify.circom", "Num2Bits(8)", inputs: #"{"in": 173}"#),
        .init("bitify.circom", "Num2Bits_strict()", inputs: #"{"in": 173}"#),
        .init("bitify.circom", "Bits2Num(8)", inputs: #"{"in": [1, 0, 1, 1, 0, 1, 0, 1]}"#),
        .init("bitify.circom", "Bits2Num_strict()", inputs: #"{"in": \#(bits(254, ones: 3))}"#),
        .init("bitify.circom", "Num2BitsNeg(8)", inputs: #"{"in": 173}"#),
        .init("aliascheck.circom", "AliasCheck()", inputs: #"{"in": \#(bits(254, ones: 3))}"#),
        .init("compconstant.circom", "CompConstant(1000)", inputs: #"{"in": \#(bits(254, ones: 3))}"#),
        .init("sign.circom", "Sign()", inputs: #"{"in": \#(bits(254, ones: 3))}"#),
        .init("comparators.circom", "IsZero()", inputs: #"{"in": 0}"#),
        .init("comparators.circom", "IsZero()", inputs: #"{"in": 5}"#),
        .init("comparators.circom", "IsEqual()", inputs: #"{"in": [5, 5]}"#),
        .init("comparators.circom", "ForceEqualIfEnabled()", inputs: #"{"enabled": 1, "in": [5, 5]}"#),
        .init("comparators.circom", "LessThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("comparators.circom", "LessEqThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("comparators.circom", "GreaterThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("comparators.circom", "GreaterEqThan(8)", inputs: #"{"in": [5, 9]}"#),
        .init("binsub.circom", "BinSub(4)", inputs: #"{"in": [[1, 0, 1, 1], [0, 1, 0, 0]]}"#),
        .init("binsum.circom", "BinSum(8, 2)", inputs: #"{"in": [[1,0,1,1,0,0,1,0], [0,1,1,0,1,0,0,1]]}"#),
    ]

    private static let choices: [LintHarness.Case] = [
        .init("mux1.circom", "Mux1()", inputs: #"{"c": [3, 4], "s": 1}"#),
        .init("mux1.circom", "MultiMux1(2)", inputs: #"{"c": [[3, 4], [5, 6]], "s": 1}"#),
        .init("mux2.circom", "Mux2()", inputs: #"{"c": [3, 4, 5, 6], "s": [1, 0]}"#),
        .init("mux2.circom", "MultiMux2(2)", inputs: #"{"c": [[3, 4, 5, 6], [7, 8, 9, 1]], "s": [1, 0]}"#),
        .init("mux3.circom", "Mux3()", inputs: #"{"c": [3, 4, 5, 6, 7, 8, 9, 1], "s": [1, 0, 1]}"#),
        .init("mux3.circom", "MultiMux3(1)", inputs: #"{"c": [[3, 4, 5, 6, 7, 8, 9, 1]], "s": [1, 0, 1]}"#),
        .init("mux4.circom", "Mux4()", inputs: #"{"c": \#(numbers(16)), "s": [1, 0, 1, 1]}"#),
        .init("mux4.circom", "MultiMux4(1)", inputs: #"{"c": [\#(numbers(16))], "s": [1, 0, 1, 1]}"#),
        .init("multiplexer.circom", "Decoder(4)", inputs: #"{"inp": 2}"#),
        .init("multiplexer.circom", "EscalarProduct(3)", inputs: #"{"in1": [1, 2, 3], "in2": [4, 5, 6]}"#),
        .init("multiplexer.circom", "Multiplexer(2, 3)", inputs: #"{"inp": [[1, 2], [3, 4], [5, 6]], "sel": 1}"#),
        .init("switcher.circom", "Switcher()", inputs: #"{"sel": 1, "L": 3, "R": 4}"#),
        .init("gates.circom", "XOR()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "AND()", inputs: #"{"a": 1, "b": 1}"#),
        .init("gates.circom", "OR()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "NOT()", inputs: #"{"in": 1}"#),
        .init("gates.circom", "NAND()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "NOR()", inputs: #"{"a": 1, "b": 0}"#),
        .init("gates.circom", "MultiAND(4)", inputs: #"{"in": [1, 1, 0, 1]}"#),
    ]

    private static let curve: [LintHarness.Case] = [
        .init("babyjub.circom", "BabyCheck()", inputs: #"{"x": "\#(baseX)", "y": "\#(baseY)"}"#),
        .init("babyjub.circom", "BabyAdd()", inputs: separatePoints),
        .init("babyjub.circom", "BabyDbl()", inputs: #"{"x": "\#(baseX)", "y": "\#(baseY)"}"#),
        .init("babyjub.circom", "BabyPbk()", inputs: #"{"in": 12345}"#),
        .init("montgomery.circom", "Edwards2Montgomery()", inputs: #"{"in": \#(base)}"#),
        .init("montgomery.circom", "Montgomery2Edwards()", inputs: #"{"in": [9, 5]}"#),
        .init("montgomery.circom", "MontgomeryAdd()", inputs: #"{"in1": [9, 5], "in2": [4, 7]}"#),
        .init("montgomery.circom", "MontgomeryDouble()", inputs: #"{"in": [9, 5]}"#),
        .init(
            "escalarmulany.circom", "Multiplexor2()", inputs: #"{"sel": 1, "in": [[3, 4], [5, 6]]}"#),
        .init(
            "escalarmulany.circom", "BitElementMulAny()", inputs: #"{"sel": 1, "dblIn": [9, 5], "addIn": [4, 7]}"#),
        .init("escalarmulany.circom", "SegmentMulAny(4)", inputs: #"{"e": [1, 0, 1, 1], "p": \#(base)}"#),
        .init("escalarmulany.circom", "EscalarMulAny(4)", inputs: #"{"e": [1, 0, 1, 1], "p": \#(base)}"#),
        .init("escalarmulfix.circom", "WindowMulFix()", inputs: #"{"in": [1, 0, 1], "base": [9, 5]}"#),
        .init("escalarmulfix.circom", "SegmentMulFix(2)", inputs: #"{"e": [1, 0, 1, 1, 0, 1], "base": \#(base)}"#),
        .init(
            "escalarmulfix.circom", "EscalarMulFix(6, \(base.filter { $0 != "\"" }))",
            inputs: #"{"e": [1, 0, 1, 1, 0, 1]}"#),
        .init(
            "escalarmul.circom", "EscalarMulWindow(\(base.filter { $0 != "\"" }), 1)",
            inputs: #"{"in": \#(base), "sel": [1, 0, 1, 1]}"#),
        .init(
            "escalarmul.circom", "EscalarMul(4, \(base.filter { $0 != "\"" }))",
            inputs: #"{"in": [1, 0, 1, 1], "inp": [0, 1]}"#),
        .init("pedersen.circom", "Window4()", inputs: #"{"in": [1, 0, 1, 1], "base": [9, 5]}"#),
        .init("pedersen.circom", "Segment(2)", inputs: #"{"in": [1, 0, 1, 1, 0, 0, 1, 0], "base": \#(base)}"#),
        .init("pedersen.circom", "Pedersen(8)", inputs: #"{"in": [1, 0, 1, 1, 0, 0, 1, 0]}"#),
        .init("pointbits.circom", "Point2Bits_Strict()", inputs: #"{"in": \#(base)}"#),
    ]

    private static let hashes: [LintHarness.Case] = [
        .init("mimc.circom", "MiMC7(91)", inputs: #"{"x_in": 1, "k": 2}"#),
        .init("mimc.circom", "MultiMiMC7(2, 10)", inputs: #"{"in": [1, 2], "k": 2}"#),
        .init("mimcsponge.circom", "MiMCFeistel(10)", inputs: #"{"xL_in": 1, "xR_in": 2, "k": 3}"#),
        .init("mimcsponge.circom", "MiMCSponge(2, 220, 1)", inputs: #"{"ins": [1, 2], "k": 3}"#),
        .init("poseidon.circom", "Sigma()", inputs: #"{"in": 3}"#),
        .init("poseidon.circom", "Ark(3, [1, 2, 3, 4, 5, 6], 3)", inputs: #"{"in": [3, 4, 5]}"#),
        .init("poseidon.circom", "Mix(2, [[1, 2], [3, 4]])", inputs: #"{"in": [3, 4]}"#),
        .init("poseidon.circom", "MixLast(2, [[1, 2], [3, 4]], 0)", inputs: #"{"in": [3, 4]}"#),
        .init("poseidon.circom", "MixS(2, [1, 2, 3], 0)", inputs: #"{"in": [3, 4]}"#),
        .init("poseidon.circom", "PoseidonEx(2, 1)", inputs: #"{"inputs": [1, 2], "initialState": 0}"#),
        .init("poseidon.circom", "Poseidon(2)", inputs: #"{"inputs": [1, 2]}"#),
    ]

    private static let digests: [LintHarness.Case] = [
        .init("sha256/ch.circom", "Ch_t(4)", inputs: #"{"a": [1, 0, 1, 1], "b": [0, 1, 1, 0], "c": [1, 1, 0, 0]}"#),
        .init("sha256/maj.circom", "Maj_t(4)", inputs: #"{"a": [1, 0, 1, 1], "b": [0, 1, 1, 0], "c": [1, 1, 0, 0]}"#),
        .init("sha256/xor3.circom", "Xor3(4)", inputs: #"{"a": [1, 0, 1, 1], "b": [0, 1, 1, 0], "c": [1, 1, 0, 0]}"#),
        .init("sha256/rotate.circom", "RotR(4, 1)", inputs: #"{"in": [1, 0, 1, 1]}"#),
        .init("sha256/shift.circom", "ShR(4, 1)", inputs: #"{"in": [1, 0, 1, 1]}"#),
        .init("sha256/constants.circom", "H(3)", inputs: "{}"),
        .init("sha256/constants.circom", "K(3)", inputs: "{}"),
        .init("sha256/sigma.circom", "SmallSigma(7, 18, 3)", inputs: #"{"in": \#(bits(32, ones: 9))}"#),
        .init("sha256/sigma.circom", "BigSigma(2, 13, 22)", inputs: #"{"in": \#(bits(32, ones: 9))}"#),
        .init("sha256/sigmaplus.circom", "SigmaPlus()", inputs: words("in2", "in7", "in15", "in16")),
        .init("sha256/t1.circom", "T1()", inputs: words("h", "e", "f", "g", "k", "w")),
        .init("sha256/t2.circom", "T2()", inputs: words("a", "b", "c")),
    ]

    private static let trees: [LintHarness.Case] = [
        .init("smt/smthash_poseidon.circom", "SMTHash1()", inputs: #"{"key": 1, "value": 2}"#),
        .init("smt/smthash_poseidon.circom", "SMTHash2()", inputs: #"{"L": 1, "R": 2}"#),
        .init("smt/smtverifier.circom", "SMTLevIns(4)", inputs: #"{"enabled": 1, "siblings": [7, 0, 0, 0]}"#),
        .init(
            "smt/smtverifier.circom", "SMTVerifierSM()",
            inputs: numbered(1, ["is0", "levIns", "fnc", "prev_top", "prev_i0", "prev_iold", "prev_inew", "prev_na"])),
        .init(
            "smt/smtverifier.circom", "SMTVerifierLevel()",
            inputs: numbered(
                2,
                [
                    "st_top", "st_i0", "st_iold", "st_inew", "st_na", "sibling", "old1leaf", "new1leaf", "lrbit",
                    "child",
                ])),
        .init(
            "smt/smtprocessor.circom", "SMTProcessorLevel()",
            inputs: numbered(
                2,
                [
                    "st_top", "st_old0", "st_bot", "st_new1", "st_na", "st_upd", "sibling", "old1leaf", "new1leaf",
                    "newlrbit", "oldChild", "newChild",
                ])),
    ]

    private static let baseX = "5299619240641551281634865583518297030282874472190772894086521144482721001553"
    private static let baseY = "16950150798460657717958625567821834550301663161624707787222815936182638968203"
    private static let base = #"["\#(baseX)", "\#(baseY)"]"#
    private static let separatePoints =
        #"{"x1": "\#(baseX)", "y1": "\#(baseY)", "x2": "\#(baseX)", "y2": "\#(baseY)"}"#

    /// An array of bits of which every few are set, and none above the 200th.
    private static func bits(_ count: Int, ones: Int) -> String {
        "[" + (0..<count).map { $0 < 200 && $0 % ones == 0 ? "1" : "0" }.joined(separator: ", ") + "]"
    }

    private static func numbers(_ count: Int) -> String {
        "[" + (1...count).map { "\($0 * 7)" }.joined(separator: ", ") + "]"
    }

    /// Words of 32 bits for inputs of these names.
    private static func words(_ names: String...) -> String {
        let fields = names.enumerated().map { index, name in "\"\(name)\": \(bits(32, ones: index + 2))" }
        return "{" + fields.joined(separator: ", ") + "}"
    }

    /// Small numbers for inputs of these names.
    private static func numbered(_ first: Int, _ names: [String]) -> String {
        "{" + names.enumerated().map { index, name in "\"\(name)\": \(first + index)" }.joined(separator: ", ") + "}"
    }

    /// Why the lint says something of templates of circomlib as they are, or misses a mutant of them, by template.
    package static let remarks: [String: String] = {
        let divides = "divides by what is zero for some inputs; the outputs are free there"
        let calls = "its components divide by what is zero for some inputs"
        let strict =
            "254 bits have two readings; only AliasCheck makes them one, by an argument that the rules do not make"
        var remarks: [String: String] = [:]
        for name in ["MontgomeryAdd", "MontgomeryDouble", "BabyAdd", "Montgomery2Edwards", "Edwards2Montgomery"] {
            remarks[name] = divides
        }
        for name in [
            "WindowMulFix", "Window4", "SegmentMulFix", "BitElementMulAny", "SegmentMulAny", "Segment",
            "EscalarMulWindow",
            "EscalarMulFix", "EscalarMulAny", "EscalarMul", "Pedersen", "BabyPbk", "BabyDbl",
        ] {
            remarks[name] = calls
        }
        for name in ["Num2Bits", "Num2Bits_strict", "Point2Bits_Strict"] { remarks[name] = strict }
        for name in ["Bits2Point_Strict", "EdDSAVerifier"] {
            remarks[name] =
                "x follows from y and its sign: the curve's equation has two roots, of which the sign is checked"
        }
        remarks["SMTProcessor"] = "it takes its bits from Num2Bits_strict"
        remarks["SMTProcessorSM"] = "it does not use the second bit of fnc"
        for name in ["SMTVerifierLevel", "SMTProcessorLevel"] {
            remarks[name] = "some of its states are for the next level only"
        }
        remarks["ShR"] = "a shift drops the lowest bits"
        remarks["Decoder"] = "for an index in range all outputs may be zero, with success = 0"
        remarks["Multiplexer"] =
            "it requires success = 1, which fixes the outputs of Decoder by an argument over all of them"
        return remarks
    }()
}
