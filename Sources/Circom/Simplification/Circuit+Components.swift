extension Circuit {
    /// Visits every component, parents before children and children in the order of their names.
    ///
    /// - Parameter visit: Gets the instance's number and its base: signal `n` of the instance is label `base + n`.
    func forEachComponent<Failure: Error>(
        _ visit: (_ instance: Int, _ base: Int) throws(Failure) -> Void
    ) throws(Failure) {
        var pending: [(instance: Int, base: Int)] = [(instances.count - 1, 0)]
        while let (instance, base) = pending.popLast() {
            try visit(instance, base)
            for child in instances[instance].children.reversed() {
                pending.append((child.instance, base + child.offset))
            }
        }
    }
}
