import EllipticCurves
import FiniteFields
import Testing

@Suite struct EthereumVectorTests {
    /// The precompiles read missing bytes as zeros and ignore those beyond the input.
    private func padded(_ bytes: [UInt8], to count: Int) -> [UInt8] {
        Array((bytes + [UInt8](repeating: 0, count: count)).prefix(count))
    }

    @Test(arguments: try VectorFile.load("bn256Add", as: [PrecompileVector].self))
    func sums(_ vector: PrecompileVector) throws {
        let input = padded(vector.inputBytes, to: 128)
        let left = try G1Affine(uncompressed: input.prefix(64))
        let right = try G1Affine(uncompressed: input.suffix(64))
        #expect((G1(left) + right).affine.uncompressedBytes == vector.expectedBytes)
        #expect((G1(left) + G1(right)).affine.uncompressedBytes == vector.expectedBytes)
    }

    @Test(arguments: try VectorFile.load("bn256ScalarMul", as: [PrecompileVector].self))
    func multiples(_ vector: PrecompileVector) throws {
        let input = padded(vector.inputBytes, to: 96)
        let point = try G1Affine(uncompressed: input.prefix(64))
        // The precompile's scalar is any 256-bit integer.
        let low = Array(input[64...].reversed()) + [UInt8](repeating: 0, count: 32)
        let scalar = try #require(Fr(reducing: low))
        #expect(point.multiplied(by: scalar).affine.uncompressedBytes == vector.expectedBytes)
    }

    @Test(arguments: try VectorFile.load("bn256Pairing", as: [PrecompileVector].self))
    func pairingChecks(_ vector: PrecompileVector) throws {
        let input = vector.inputBytes
        #expect(input.count % 192 == 0)
        let pairs = try stride(from: 0, to: input.count, by: 192).map { start in
            try (
                G1Affine(uncompressed: input[start..<(start + 64)]),
                G2Affine(uncompressed: input[(start + 64)..<(start + 192)])
            )
        }
        let isOne = vector.expectedBytes.last == 1
        #expect(Pairing.isProductOne(pairs) == isOne)
        #expect(Pairing.isProductOne(prepared: pairs.map { ($0.0, PreparedG2($0.1)) }) == isOne)
    }

    @Test func bothVerdictsOccur() throws {
        let vectors = try VectorFile.load("bn256Pairing", as: [PrecompileVector].self)
        #expect(vectors.contains { $0.expectedBytes.last == 0 })
        #expect(vectors.contains { $0.expectedBytes.last == 1 })
        #expect(vectors.count == 14)
    }
}
