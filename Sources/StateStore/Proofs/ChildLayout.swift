/// Where the children lie in the preimage of an inner node; tells which child a step of a path came from.
package struct ChildLayout {
    /// For each branch, its place among the children in the preimage.
    private let places: [Int]
    private let childBytes: Int
    private let prefixBytes: ClosedRange<Int>
    private let emptyChild: [UInt8]

    /// - Throws: ``ProofRefusal/specificationIncomplete`` unless the order is a permutation and the sizes make sense.
    package init(_ specification: InnerSpecification) throws(ProofRefusal) {
        let order = specification.childOrder
        var places = [Int](repeating: -1, count: order.count)
        for (place, branch) in order.enumerated() {
            guard places.indices.contains(branch), places[branch] < 0 else { throw .specificationIncomplete }
            places[branch] = place
        }
        guard specification.isConsistent else { throw .specificationIncomplete }
        self.places = places
        self.childBytes = specification.childBytes
        self.prefixBytes = specification.prefixBytesMin...specification.prefixBytesMax
        self.emptyChild = specification.emptyChild
    }

    /// Whether nothing lies left of the step: it is the first branch, or all branches before it are empty.
    package func isLeftmost(_ step: ICS23InnerOp) -> Bool {
        branch(of: step) == 0 || leftBranchesAreEmpty(step)
    }

    /// Whether nothing lies right of the step: it is the last branch, or all branches after it are empty.
    package func isRightmost(_ step: ICS23InnerOp) -> Bool {
        branch(of: step) == places.count - 1 || rightBranchesAreEmpty(step)
    }

    /// Whether the step has branches to its left and all of them are empty.
    package func leftBranchesAreEmpty(_ step: ICS23InnerOp) -> Bool {
        guard let branch = branch(of: step), branch > 0 else { return false }
        let prefix = [UInt8](step.prefix)
        let start = prefix.count - branch * childBytes
        guard start >= 0 else { return false }
        return (0..<branch).allSatisfy { isEmptyChild(in: prefix, at: start + places[$0] * childBytes) }
    }

    /// Whether the step has branches to its right and all of them are empty.
    package func rightBranchesAreEmpty(_ step: ICS23InnerOp) -> Bool {
        guard let branch = branch(of: step), branch < places.count - 1 else { return false }
        let suffix = [UInt8](step.suffix)
        let count = places.count - 1 - branch
        guard suffix.count == count * childBytes else { return false }
        return (0..<count).allSatisfy { isEmptyChild(in: suffix, at: places[$0] * childBytes) }
    }

    /// Whether no leaf lies between two paths of one tree, each from the leaf to the root.
    func areNeighbours(_ left: [ICS23InnerOp], _ right: [ICS23InnerOp]) -> Bool {
        // From the root down the paths are the same, then they part at one node.
        var leftCount = left.count
        var rightCount = right.count
        while leftCount > 0, rightCount > 0, isSameStep(left[leftCount - 1], right[rightCount - 1]) {
            leftCount -= 1
            rightCount -= 1
        }
        guard leftCount > 0, rightCount > 0 else { return false }
        guard let leftBranch = branch(of: left[leftCount - 1]), let rightBranch = branch(of: right[rightCount - 1]),
            rightBranch == leftBranch + 1
        else { return false }
        // Below that node, the left path keeps right and the right path keeps left.
        return left[..<(leftCount - 1)].allSatisfy(isRightmost) && right[..<(rightCount - 1)].allSatisfy(isLeftmost)
    }

    private func isSameStep(_ left: ICS23InnerOp, _ right: ICS23InnerOp) -> Bool {
        left.prefix == right.prefix && left.suffix == right.suffix
    }

    /// The branch that a step came from, read off the lengths around it.
    private func branch(of step: ICS23InnerOp) -> Int? {
        places.indices.first { hasPadding(step, ofBranch: $0) }
    }

    private func hasPadding(_ step: ICS23InnerOp, ofBranch branch: Int) -> Bool {
        let before = places[branch] * childBytes
        let after = (places.count - 1 - places[branch]) * childBytes
        return prefixBytes.contains(step.prefix.count - before) && step.suffix.count == after
    }

    private func isEmptyChild(in bytes: [UInt8], at start: Int) -> Bool {
        guard start >= 0, start + childBytes <= bytes.count else { return false }
        return bytes[start..<(start + childBytes)].elementsEqual(emptyChild)
    }
}
