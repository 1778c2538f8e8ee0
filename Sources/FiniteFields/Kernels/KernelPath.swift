import CFieldKernels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Which implementation the batch kernels run.
///
/// Both give equal results. The environment variable `SYMBOLON_FIELD_KERNELS`, set to a case's name, forces a path;
/// without it the fastest one that the processor has is taken.
package enum KernelPath: String, CaseIterable, Sendable {
    /// Swift alone, one element at a time.
    case portable
    /// Eight elements at a time with AVX-512 IFMA.
    case ifma

    /// The environment variable that forces a path.
    package static let environmentVariable = "SYMBOLON_FIELD_KERNELS"

    /// The path of this process.
    package static let current: KernelPath = {
        let wanted = ProcessInfo.processInfo.environment[environmentVariable].flatMap(KernelPath.init(rawValue:))
        return wanted.flatMap { $0.isAvailable ? $0 : nil } ?? allCases.last { $0.isAvailable } ?? .portable
    }()

    /// Whether this processor can run the path.
    package var isAvailable: Bool {
        switch self {
        case .portable: true
        case .ifma: symbolon_has_ifma() != 0
        }
    }
}
