import FiniteFields
import TestSupport
import Testing

@Suite struct FieldBatchTests {
    /// The paths that this processor has; the portable one always.
    static let paths = KernelPath.allCases.filter(\.isAvailable)

    @Test("two million products agree with the scalar ones", arguments: paths)
    func productsAgreeWithScalarOnes(path: KernelPath) {
        var random = SeededGenerator(seed: 31)
        for round in 0..<8 {
            let count = 125_000 + round
            let left: [Fr] = (0..<count).map { _ in random.edgyElement() }
            let right: [Fr] = (0..<count).map { _ in random.edgyElement() }
            var product = left
            FieldBatch.multiply(&product, by: right, threads: 2, path: path)
            #expect(product == zip(left, right).map { $0 * $1 }, "seed 31, round \(round)")
            let coordinates: [Fq] = (0..<count).map { _ in random.edgyElement() }
            var squares = coordinates
            FieldBatch.multiply(&squares, by: coordinates, threads: 2, path: path)
            #expect(squares == coordinates.map(\.squared), "seed 31, round \(round)")
        }
    }

    @Test(arguments: paths)
    func productsOfEdgesAgreeWithGMP(path: KernelPath) {
        let reference = GMPReference(Fq.self)
        var random = SeededGenerator(seed: 32)
        let edges: [Fq] = (0..<256).map { _ in random.edgyElement() }
        for shift in 0..<edges.count {
            let others = Array(edges[shift...] + edges[..<shift])
            var products = edges
            FieldBatch.multiply(&products, by: others, path: path)
            let expected = zip(edges, others).map { reference.multiply($0.montgomeryWords, $1.montgomeryWords) }
            #expect(products.map(\.montgomeryWords) == expected)
        }
    }

    @Test("a million products and differences agree with GMP", arguments: paths)
    func productsAndDifferencesAgreeWithGMP(path: KernelPath) {
        let count = 250_000
        var random = SeededGenerator(seed: 34)
        let scalars: [[Fr]] = (0..<3).map { _ in (0..<count).map { _ in random.edgyElement() } }
        var (products, differences) = (scalars[0], scalars[0])
        FieldBatch.multiply(&products, by: scalars[1], threads: 2, path: path)
        FieldBatch.multiply(&differences, by: scalars[1], subtracting: scalars[2], threads: 2, path: path)
        expectAgreement(scalars, products: products, differences: differences)
        let coordinates: [[Fq]] = (0..<3).map { _ in (0..<count).map { _ in random.edgyElement() } }
        var (otherProducts, otherDifferences) = (coordinates[0], coordinates[0])
        FieldBatch.multiply(&otherProducts, by: coordinates[1], threads: 2, path: path)
        FieldBatch.multiply(&otherDifferences, by: coordinates[1], subtracting: coordinates[2], threads: 2, path: path)
        expectAgreement(coordinates, products: otherProducts, differences: otherDifferences)
    }

    private func expectAgreement<Field: PrimeField>(_ operands: [[Field]], products: [Field], differences: [Field]) {
        let reference = GMPReference(Field.self)
        for index in products.indices {
            let words = operands.map { $0[index].montgomeryWords }
            let product = reference.multiply(words[0], words[1])
            guard products[index].montgomeryWords == product,
                differences[index].montgomeryWords == reference.subtract(product, words[2])
            else {
                Issue.record("seed 34, index \(index) in \(Field.self)")
                return
            }
        }
    }

    @Test(arguments: paths)
    func differencesOfProductsAgree(path: KernelPath) {
        var random = SeededGenerator(seed: 33)
        for count in [0, 1, 7, 8, 9, 15, 16, 1_000, 70_001] {
            let left: [Fr] = (0..<count).map { _ in random.edgyElement() }
            let right: [Fr] = (0..<count).map { _ in random.edgyElement() }
            let subtrahend: [Fr] = (0..<count).map { _ in random.edgyElement() }
            var result = left
            FieldBatch.multiply(&result, by: right, subtracting: subtrahend, threads: 3, path: path)
            #expect(result == (0..<count).map { left[$0] * right[$0] - subtrahend[$0] })
        }
    }
}
