import ConstraintSystem
import EllipticCurves
import FiniteFields
import Groth16
import Testing

/// Keys, proofs and statements that snarkjs and rapidsnark made.
@Suite struct InteropTests {
    @Test(arguments: ["snarkjs-multidim.zkey", "snarkjs-multidim-new.zkey"])
    func keysOfSnarkjsAreReadAndProveWithTheirCircuit(name: String) throws {
        let key = try ProvingKey(bytes: VectorFile.bytes(name))
        try key.checkPoints(threads: 2)
        let witness = try WitnessFile(bytes: VectorFile.bytes("multidim.wtns"))
        let result = try Prover(key: key).prove(witness, threads: 2)
        #expect(try PublicSignals.read(json: VectorFile.bytes("snarkjs-multidim-public.json")) == result.publicSignals)
        let verifier = try Verifier(key: key.verificationKey)
        #expect(try verifier.verify(result.proof, publicSignals: result.publicSignals))
    }

    @Test func theVerificationKeyIsTheTextOfSnarkjs() throws {
        let key = try ProvingKey(bytes: VectorFile.bytes("snarkjs-multidim.zkey"))
        let text = try VectorFile.bytes("snarkjs-multidim-verification_key.json")
        #expect(key.verificationKey.json == String(decoding: text, as: UTF8.self))
        #expect(try VerificationKey(json: text) == key.verificationKey)
    }

    @Test(arguments: ["snarkjs-multidim", "rapidsnark-multidim"])
    func proofsOfOthersVerify(name: String) throws {
        let key = try VerificationKey(json: VectorFile.bytes("snarkjs-multidim-verification_key.json"))
        let proof = try Proof(json: VectorFile.bytes("\(name)-proof.json"))
        let signals = try PublicSignals.read(json: VectorFile.bytes("\(name)-public.json"))
        #expect(try Verifier(key: key).verify(proof, publicSignals: signals))
    }

    @Test func proofsAndSignalsAreWrittenAsSnarkjsWritesThem() throws {
        let proof = try VectorFile.bytes("snarkjs-multidim-proof.json")
        #expect(try Proof(json: proof).json == String(decoding: proof, as: UTF8.self))
        let signals = try VectorFile.bytes("snarkjs-multidim-public.json")
        #expect(try PublicSignals.json(PublicSignals.read(json: signals)) == String(decoding: signals, as: UTF8.self))
    }

    @Test func aKeyOfSnarkjsIsWrittenBackToTheByte() throws {
        let bytes = try VectorFile.bytes("snarkjs-multidim.zkey")
        let key = try ProvingKey(bytes: bytes)
        var writer = try SectionFileWriter(path: nil, kind: ProvingKeySection.kind, sectionCount: 10)
        try key.header.write(to: &writer)
        for section in ProvingKeySection.orderOfNewKey.dropFirst(2) {
            writer.beginSection(section.rawValue)
            try writer.append(bytes: key.file.section(section.rawValue))
            try writer.endSection()
        }
        let written = try writer.finish()
        // A contribution rewrites the file in the order of numbers; a new key has snarkjs's own order.
        #expect(try SectionFile(bytes: bytes, kind: ProvingKeySection.kind).order == Array(1...10))
        let new = try VectorFile.bytes("snarkjs-multidim-new.zkey")
        #expect(
            try SectionFile(bytes: new, kind: ProvingKeySection.kind).order
                == ProvingKeySection.orderOfNewKey.map(\.rawValue))
        #expect(written.count == bytes.count)
        let rewritten = try ProvingKey(bytes: written)
        #expect(rewritten.header == key.header)
        for section in ProvingKeySection.allCases {
            #expect(try rewritten.file.section(section.rawValue) == key.file.section(section.rawValue))
        }
    }

    @Test func keysOfSnarkjsTellWhetherAnybodyContributed() throws {
        // One contribution named "interop"; a new key has none and its delta is one.
        #expect(try !ContributionMark.isForDevelopment(ProvingKey(bytes: VectorFile.bytes("snarkjs-multidim.zkey"))))
        #expect(try ContributionMark.isForDevelopment(ProvingKey(bytes: VectorFile.bytes("snarkjs-multidim-new.zkey"))))
    }
}
