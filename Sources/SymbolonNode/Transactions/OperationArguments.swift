internal import ArgumentParser
internal import CommandShell
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// The arguments of one kind of operation: the same on the command line and, without dashes, in a batch file.
protocol OperationArguments: ParsableArguments, Sendable {
    /// The name of the subcommand and of the key in a batch file, such as `grant-points`.
    static var name: String { get }
    /// What the operation does, in one line.
    static var summary: String { get }
    /// Arguments that work, for the help.
    static var example: String { get }

    /// The operation that the arguments say.
    func operation(in context: OperationContext) async throws -> Operation
}

/// What gives names in arguments their meaning.
struct OperationContext: Sendable {
    /// Where names of keys become accounts.
    let keys: KeyDirectory
    /// Who knows classes by symbol; `nil` where nobody is to be asked.
    let client: NodeClient?
    /// Who will sign, and the nonce and chain of the transaction.
    let sender: AccountID
    let nonce: UInt64
    let chainID: String
    /// Opens a further key, for the operation that needs one.
    let openKey: @Sendable (_ name: String) throws -> SigningKey

    func account(_ text: String) throws -> AccountID { try keys.account(text) }

    func accounts(_ texts: [String]) throws -> [AccountID] { try texts.map(account).sorted() }

    /// The class that a number or a symbol means.
    func rightsClass(_ text: String) async throws -> ClassID {
        if let number = UInt32(text) { return ClassID(number) }
        guard let client else {
            throw CommandFailure.unusable("without a node a class must be given by its number, not \"\(text)\"")
        }
        guard let found = try await client.rightsClass(symbol: text) else {
            throw CommandFailure.unusable("there is no class with the symbol \"\(text)\"")
        }
        return found.classID
    }
}

/// Every kind of operation, in the order of the protocol.
enum OperationTable {
    static let all: [any OperationArguments.Type] = [
        SetRolesArguments.self, RotateKeyArguments.self, SetAccountFrozenArguments.self, CreateClassArguments.self,
        SetClassFrozenArguments.self, SetAllowedArguments.self, SetMinterArguments.self, GrantPointsArguments.self,
        GrantEntitlementArguments.self, GrantCollectibleArguments.self, TransferArguments.self, SplitArguments.self,
        CombineArguments.self, OfferItemArguments.self, BuyItemArguments.self, CreateCampaignArguments.self,
        EndCampaignArguments.self, AttestEventArguments.self, ProposeAgreementArguments.self,
        AcceptAgreementArguments.self, EndAgreementArguments.self, RedeemArguments.self, RefundArguments.self,
        ConfirmSettlementArguments.self, BurnArguments.self, ScheduleBurnArguments.self, OpenBuyBackArguments.self,
        DepositRevenueArguments.self, SellToBuyBackArguments.self,
    ]

    /// One subcommand for each kind.
    static let commands: [any ParsableCommand.Type] = all.map { command($0) }

    /// The kind with a name.
    static func named(_ name: String) -> (any OperationArguments.Type)? { all.first { $0.name == name } }

    private static func command<Arguments: OperationArguments>(_: Arguments.Type) -> any ParsableCommand.Type {
        OperationCommand<Arguments>.self
    }
}
