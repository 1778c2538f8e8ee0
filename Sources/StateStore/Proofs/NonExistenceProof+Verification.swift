extension ICS23NonExistenceProof {
    /// Checks that the key is absent under the root: its neighbours exist, and nothing lies between them.
    package func verify(
        against specification: ProofSpecification, root: [UInt8], key: [UInt8]
    ) throws(ProofRefusal) {
        guard hasLeft || hasRight else { throw .notNeighbours }
        let place = try comparable(key, by: specification)
        if hasLeft {
            try left.verify(against: specification, root: root, key: [UInt8](left.key), value: [UInt8](left.value))
            let leftPlace = try comparable([UInt8](left.key), by: specification)
            guard leftPlace.lexicographicallyPrecedes(place) else { throw .keyOutsideNeighbours }
        }
        if hasRight {
            try right.verify(against: specification, root: root, key: [UInt8](right.key), value: [UInt8](right.value))
            let rightPlace = try comparable([UInt8](right.key), by: specification)
            guard place.lexicographicallyPrecedes(rightPlace) else { throw .keyOutsideNeighbours }
        }

        guard let inner = specification.inner else { throw .specificationIncomplete }
        let layout = try ChildLayout(inner)
        let nothingBetween =
            if !hasLeft {
                right.path.allSatisfy(layout.isLeftmost)
            } else if !hasRight {
                left.path.allSatisfy(layout.isRightmost)
            } else {
                layout.areNeighbours(left.path, right.path)
            }
        guard nothingBetween else { throw .notNeighbours }
    }

    /// What stands for a key where keys are ordered.
    private func comparable(
        _ key: [UInt8], by specification: ProofSpecification
    ) throws(ProofRefusal) -> [UInt8] {
        guard specification.comparesHashedKeys, let leaf = specification.leaf else { return key }
        return try leaf.prehashKey.prehash(key)
    }
}
