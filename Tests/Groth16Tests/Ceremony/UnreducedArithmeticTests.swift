import EllipticCurves
import FiniteFields
import Groth16
import Testing

@Suite struct UnreducedArithmeticTests {
    /// Differences to the generator, computed with Python 3 integers step by step as wasmcurves does.
    ///
    /// The first row is what lies behind powers up to 2^15 in a file; with these steps the circuit hash of a key that
    /// snarkjs 0.7.6 made for a domain of 2^15 points came out.
    @Test(
        arguments: [
            (
                FourWords(0x0040_0000_0000_0003, 0x02bc_2026_0000_0000, 0x497b_0172_8e83_b5d1, 0x9781_1adf_dceb_1935),
                FourWords(0xaf96_503b_fbb8_2647, 0xa84c_6140_1957_3841, 0x5802_d8c4_afb4_737d, 0x52a0_2f86_6043_dd5a),
                "8079712259580965162733635365480691632314260510731178902125615917687767833156",
                "21029191817886620033655248660774026343019728989813402009200907180756505774568"
            ),
            (
                FourWords(0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff),
                FourWords(0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff),
                "5803170006608664132593809886681737139246990933854284263332131488429998959775",
                "19190378249402435957454534804530342947758867477622293356066378691737737054015"
            ),
            (
                FourWords(0xffff_ffff_ffff_fffa, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff, 0xffff_ffff_ffff_ffff),
                FourWords(0x0000_0000_0000_0003, 0, 0, 0),
                "16647260442937914150158339375509500927640842273968191696205462053052399867035",
                "3684121258334391036188114120889783040312540674088911477333763468509128092107"
            ),
        ] as [(FourWords, FourWords, String, String)])
    func differencesOfWordsThatAreNoCoordinatesAreWasmcurves(
        x: FourWords, y: FourWords, differenceX: String, differenceY: String
    ) {
        let difference = UnreducedArithmetic.difference(x: x, y: y, minus: .generator)
        #expect(difference.x.decimal == differenceX)
        #expect(difference.y.decimal == differenceY)
    }

    @Test func differencesOfPointsAreThoseOfTheGroup() {
        for scalar in 2..<20 {
            let point = G1.generator.multiplied(by: Fr(UInt64(scalar))).affine
            let difference = UnreducedArithmetic.difference(
                x: point.x.montgomeryWords, y: point.y.montgomeryWords, minus: .generator)
            #expect(difference == (G1(point) - G1Affine.generator).affine)
        }
    }
}
