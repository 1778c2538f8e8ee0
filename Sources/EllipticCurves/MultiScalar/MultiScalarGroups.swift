import CFieldKernels
package import FiniteFields

extension G1Curve: MultiScalarGroup {
    package static var prefixWords: Int { 40 }

    package static var endomorphismFactor: Fq { .cubeRootOfUnity }

    package static func scaled(_ coordinate: Fq, by factor: Fq) -> Fq { coordinate * factor }

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

    package static var endomorphismFactor: Fq { Fq.cubeRootOfUnity.squared }

    package static func scaled(_ coordinate: Fq2, by factor: Fq) -> Fq2 {
        Fq2(coordinate.c0 * factor, coordinate.c1 * factor)
    }

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

extension Fq {
    /// 0x30644e72e131a0295e6dd9e7e0acccb0c28f069fbb966e3de4bd44e5607cfd48, whose third power is one.
    fileprivate static var cubeRootOfUnity: Fq {
        Fq(
            uncheckedMontgomery: FourWords(
                0x3350_c88e_13e8_0b9c, 0x7dce_557c_db5e_56b9, 0x6001_b4b8_b615_564a, 0x2682_e617_0202_17e0))
    }
}
