import RightsLedger

extension Auditor {
    func roles(of account: AccountID) -> Roles {
        books.accounts[account]?.roles ?? .person
    }

    func isFrozen(_ account: AccountID) -> Bool {
        books.accounts[account]?.isFrozen ?? false
    }

    mutating func setRoles(_ payload: SetRoles, sender: AccountID) throws(Denial) {
        try require(roles(of: sender).contains(.regulator), .roleMissing)
        try require(payload.account != sender || payload.roles.contains(.regulator), .lastRegulator)
        books.accounts[payload.account, default: AuditorBooks.Account()].roles = payload.roles
    }

    mutating func rotateKey(_ payload: RotateKey, sender: AccountID) {
        books.accounts[sender, default: AuditorBooks.Account()].key = payload.publicKey
    }

    mutating func setAccountFrozen(_ payload: SetAccountFrozen, sender: AccountID) throws(Denial) {
        try require(roles(of: sender).contains(.regulator), .roleMissing)
        try require(payload.account != sender || !payload.frozen, .cannotFreezeSelf)
        books.accounts[payload.account, default: AuditorBooks.Account()].isFrozen = payload.frozen
    }
}
