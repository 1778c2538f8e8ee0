/// Why a command ends without success, as the caller sees it.
package enum CommandFailure: Error, CustomStringConvertible {
    /// Something was refused, or a check failed: exit code 1.
    case refused(String)
    /// The input cannot be used as it is: exit code 2.
    case unusable(String)

    package var description: String {
        switch self {
        case .refused(let text), .unusable(let text): text
        }
    }

    /// The exit code.
    package var exitCode: Int32 {
        switch self {
        case .refused: 1
        case .unusable: 2
        }
    }

    /// The failure that an error means which no command has turned into one.
    package init(_ error: any Error) {
        self = error as? CommandFailure ?? .refused(String(describing: error))
    }
}
