internal import ChainNode
internal import CommandShell
internal import Foundation
internal import SymbolonClient

extension CommandFailure {
    /// The failure that an error of the node, the client or another lower layer means.
    init(ofNode error: any Error) {
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
