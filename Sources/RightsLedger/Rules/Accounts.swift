extension BlockExecution {
    mutating func setRoles(_ operation: SetRoles, sender: AccountID) throws(Stop) {
        try requireRole(.regulator, of: sender)
        // A regulator can take anybody's bit but its own, so that there is always one.
        if operation.account == sender, !operation.roles.contains(.regulator) { throw .refused(.lastRegulator) }
        var account = try account(operation.account)
        account.roles = operation.roles
        state.write(account, .account(operation.account))
        events.append(.rolesSet(RolesSet(account: operation.account, roles: operation.roles)))
    }

    mutating func rotateKey(_ operation: RotateKey, sender: AccountID) throws(Stop) {
        var account = try account(sender)
        account.publicKey = operation.publicKey
        state.write(account, .account(sender))
        events.append(.keyRotated(KeyRotated(account: sender, publicKey: operation.publicKey)))
    }

    mutating func setAccountFrozen(_ operation: SetAccountFrozen, sender: AccountID) throws(Stop) {
        try requireRole(.regulator, of: sender)
        if operation.frozen, operation.account == sender { throw .refused(.cannotFreezeSelf) }
        var account = try account(operation.account)
        account.frozen = operation.frozen
        state.write(account, .account(operation.account))
        events.append(
            .accountFrozenSet(AccountFrozenSet(account: operation.account, frozen: operation.frozen)))
    }
}
