internal import ChainNode
internal import Foundation
internal import SymbolonClient

/// Why a command ends without success, as the caller sees it.
enum CommandFailure: Error, CustomStringConvertible {
    /// Something was refused, or a check failed: exit code 1.
    case refused(String)
    /// The input cannot be used as it is: exit code 2.
    case unusable(String)

    var description: String {
        switch self {
        case .refused(let text), .unusable(let text): text
        }
    }

    var exitCode: Int32 {
        switch self {
        case .refused: 1
        case .unusable: 2
        }
    }

    /// The failure that an error of a lower layer means.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as ClientError:
            switch error {
            case .addressInvalid, .key, .file: self = .unusable(error.description)
            default: self = .refused(error.description)
            }
        case let error as NodeError:
            switch error {
            case .configuration, .genesis, .file, .operatorKeyDiffers, .noChain, .genesisDiffers:
                self = .unusable(error.description)
            default: self = .refused(error.description)
            }
        case let problem as DocumentProblem: self = .unusable(problem.description)
        case let error as any CustomStringConvertible: self = .refused(error.description)
        default: self = .refused(error.localizedDescription)
        }
    }
}
