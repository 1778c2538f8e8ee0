import FiniteFields
import Foundation
import Testing

@Suite struct KernelPathTests {
    @Test func namesAreThoseOfTheReports() {
        #expect(KernelPath.allCases.map(\.rawValue) == ["portable", "ifma"])
        #expect(KernelPath.environmentVariable == "SYMBOLON_FIELD_KERNELS")
    }

    @Test func thePathOfThisProcessIsAvailableAndTheForcedOne() {
        #expect(KernelPath.portable.isAvailable)
        #expect(KernelPath.current.isAvailable)
        let forced = ProcessInfo.processInfo.environment[KernelPath.environmentVariable]
            .flatMap(KernelPath.init(rawValue:))
        if let forced, forced.isAvailable {
            #expect(KernelPath.current == forced)
        } else {
            #expect(KernelPath.current == KernelPath.allCases.last { $0.isAvailable })
        }
    }
}
