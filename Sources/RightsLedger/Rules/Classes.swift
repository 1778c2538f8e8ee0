extension BlockExecution {
    mutating func createClass(_ operation: CreateClass, sender: AccountID) throws(Stop) {
        try requireRole(.issuer, of: sender)
        if try state.contains(.symbol(operation.symbol)) {
            throw .refused(.symbolTaken, ("symbol", operation.symbol))
        }
        let id = ClassID(try nextSmallNumber(.classID))
        var definition = operation
        definition.policy.minters = []
        state.create(ClassRecord(issuer: sender, definition: definition), .classRecord(id))
        state.write(ClassReference(id), .symbol(operation.symbol))
        state.create(SupplyRecord(), .supply(id))
        for minter in operation.policy.minters { state.create(.minter(id, minter)) }
        if let emission = operation.policy.emission {
            state.create(
                EmissionCursor(epoch: 0, amount: emission.curve.firstAmount),
                .emission(due: max(emission.start, now), id))
        }
        events.append(
            .classCreated(
                ClassCreated(classID: id, issuer: sender, kind: operation.kind, symbol: operation.symbol)))
    }

    mutating func setClassFrozen(_ operation: SetClassFrozen, sender: AccountID) throws(Stop) {
        let terms = try requireClass(operation.classID)
        if terms.issuer != sender, try !account(sender).roles.contains(.regulator) {
            try terms.requireIssuer(sender)
        }
        var record = terms.record
        record.frozen = operation.frozen
        state.write(record, .classRecord(terms.id))
        classes[terms.id] = ClassTerms(id: terms.id, record: record, now: now)
        events.append(.classFrozenSet(ClassFrozenSet(classID: terms.id, frozen: operation.frozen)))
    }

    mutating func setAllowed(_ operation: SetAllowed, sender: AccountID) throws(Stop) {
        try requireClass(operation.classID).requireIssuer(sender)
        try state.mark(.allowed(operation.classID, operation.account), operation.allowed)
        events.append(
            .allowedSet(
                AllowedSet(
                    classID: operation.classID, account: operation.account, allowed: operation.allowed)))
    }

    mutating func setMinter(_ operation: SetMinter, sender: AccountID) throws(Stop) {
        try requireClass(operation.classID).requireIssuer(sender)
        try state.mark(.minter(operation.classID, operation.account), operation.allowed)
        events.append(
            .minterSet(
                MinterSet(
                    classID: operation.classID, account: operation.account, allowed: operation.allowed)))
    }
}
