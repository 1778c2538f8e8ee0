import CFieldKernels
import FiniteFields

extension G1Curve: MultiScalarGroup {
    package static var prefixWords: Int { 40 }

    package static var addForward:
        @convention(c) (
            UnsafePointer<UInt64>?, UnsafePointer<UInt32>?, Int, UnsafeMutablePointer<UInt64>?,
            UnsafeMutablePointer<UInt64>?
        ) -> Void
    { unsafe symbolon_ifma_g1_add_forward }

    package static var addBackward:
        @convention(c) (
            UnsafePointer<UInt64>?, UnsafePointer<UInt32>?, Int, UnsafePointer<UInt64>?, UnsafePointer<UInt64>?,
            UnsafeMutablePointer<UInt64>?
        ) -> Void
    { unsafe symbolon_ifma_g1_add_backward }
}

extension G2Curve: MultiScalarGroup {
    package static var prefixWords: Int { 80 }

    package static var addForward:
        @convention(c) (
            UnsafePointer<UInt64>?, UnsafePointer<UInt32>?, Int, UnsafeMutablePointer<UInt64>?,
            UnsafeMutablePointer<UInt64>?
        ) -> Void
    { unsafe symbolon_ifma_g2_add_forward }

    package static var addBackward:
        @convention(c) (
            UnsafePointer<UInt64>?, UnsafePointer<UInt32>?, Int, UnsafePointer<UInt64>?, UnsafePointer<UInt64>?,
            UnsafeMutablePointer<UInt64>?
        ) -> Void
    { unsafe symbolon_ifma_g2_add_backward }
}
