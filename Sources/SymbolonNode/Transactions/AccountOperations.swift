internal import ArgumentParser
internal import RightsLedger

struct SetRolesArguments: OperationArguments {
    static let name = "set-roles"
    static let summary = "Set all roles of an account (regulators)."
    static let example = "--account alice --role issuer --role platform"

    @Option(help: "The account, by id or key name.") var account: String
    @Option(help: "A role: regulator, issuer, platform, oracle or person; repeat for more.") var role: [RoleText] = []

    func operation(in context: OperationContext) async throws -> Operation {
        .setRoles(
            SetRoles(account: try context.account(account), roles: role.reduce([]) { $0.union($1.role) }))
    }
}

struct RotateKeyArguments: OperationArguments {
    static let name = "rotate-key"
    static let summary = "Replace the sender's key; the account stays."
    static let example = "--new-key alice-2"

    @Option(help: "The new key's name or path; the same passphrase source opens it.") var newKey: String

    func operation(in context: OperationContext) async throws -> Operation {
        .rotateKey(
            RotateKey(
                to: try context.openKey(newKey), chainID: context.chainID, sender: context.sender,
                nonce: context.nonce))
    }
}

struct SetAccountFrozenArguments: OperationArguments {
    static let name = "set-account-frozen"
    static let summary = "Freeze an account, or thaw it (regulators)."
    static let example = "--account mallory --frozen true"

    @Option(help: "The account, by id or key name.") var account: String
    @Option(help: "true or false.") var frozen: Bool

    func operation(in context: OperationContext) async throws -> Operation {
        .setAccountFrozen(SetAccountFrozen(account: try context.account(account), frozen: frozen))
    }
}

/// A role by its name.
struct RoleText: ExpressibleByArgument, Sendable {
    let role: Roles

    init?(argument: String) {
        let known: [Roles] = [.regulator, .issuer, .platform, .oracle, .person]
        guard let role = known.first(where: { $0.names == [argument] }) else { return nil }
        self.role = role
    }
}
