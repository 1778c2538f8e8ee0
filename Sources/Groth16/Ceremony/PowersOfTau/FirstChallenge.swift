internal import Signatures

/// The hashes of files without contributions, one for each power of a ceremony.
///
/// They depend on nothing but the power. Computing one takes a pass over 384 * 2^power bytes, which for a file of some
/// kilobytes that claims to come from a ceremony of power 28 are 103 gigabytes; so they are written down. They were computed
/// with Python's hashlib (BLAKE2b) from the definition; a test computes the small ones again, with libcrypto.
///
/// - SeeAlso: snarkjs, `src/powersoftau_utils.js`, `calculateFirstChallengeHash`.
enum FirstChallenge {
    /// The hash for a power.
    ///
    /// - Precondition: The power is 1 to 28.
    static func hash(power: Int) -> [UInt8] {
        guard let digest = Hex.decode(halves[2 * power - 2] + halves[2 * power - 1]) else {
            preconditionFailure("the table has a wrong digit")
        }
        return digest
    }

    /// For the powers from 1 on, two lines each.
    private static let halves: [String] = [
        "e809c07e01ec4d01624089c1f4009ec9ba62964e9056113d2fa6f3bfdf29ff2c",
        "c4ebcda749cd53327598cb0caac7dbe3b50cda3f75c64f87845ce6345fd964e4",
        "cbe18de1dbb2c768cc2516accddf9c75fd5e082e6e57a6a1e3d10371ec9584c2",
        "3d094a5ff2db25f5aa7ca42ba1391d1b28ab3218984c9766ae496c8781457b52",
        "45f580c564b26059f533418e8c0cbdbcdd73543f221bfa741c1a5eeb71b0c2cd",
        "4ab44f2f0600f3d7ba93203f9b04e2de3f325a88d0cdfcd902b08b85e071a471",
        "2054432085403180e1678602c83562f1f4ddefafb4b9e7171b53070455a4cc6d",
        "b11b2e5bfe5e89c0cb9ab4a7b3b9fd5a17bad62ad5ba013c34e7dd2fbb4f143b",
        "29bb480744aa1a5b6ca7de75bc5dca1f6881eefd874eb1e7c2701ade16bb1cb2",
        "af840ad29c60a7a9784ec4485ba2edfb5e92acab96484572b45c7e70002ee51c",
        "b2109ce5808995fbcd80712eabdbf6f5068841065d329308437e684d41496f8c",
        "431b9faf854c487694c3dcac03613078ba00c055795c5a49a96f5ad0a9065bc8",
        "e71f759938e4ffde9f94d238a3f25fc55b42aacb4bc330b822e49dff524b5420",
        "d6181c6c1b8dbdacf84f2556ce5c3f608db0fe473101bf071358089a4346485f",
        "219cd1f3eab9d2a70ebec1e89ce41ade8d761eb39fd6702acda5776283026ac8",
        "81746beac81c214b887e9102e84c8341824fd983f4e7df844d150ddf5fd2fe48",
        "0d8118d8d038768c26c9439251627e2a19293bf0f18cf95c7642d2f8d736e739",
        "668138aaf900709eedb1b0502a7577abe16644ee80313b09a7f05c621980083f",
        "95f0b4499e50f8da383b0d74c174c1698bdffe1b35066754005889a147849bbf",
        "8d64ff6c989bd89a4736b569a99a1c83a50dc181e9fe1d4d23d1888a98b3157e",
        "e778ddf57120714d0a7a884113aac0db0c37dee0d580dcb4b3794fe5b2b68875",
        "c32f02759a860990bec44cbd38a86feaabea62ea9a0b682b3c076003c80042fd",
        "9e63a5f62b96538daaed2372481920d1a40b91959ea38ef9f5f6a3033b886516",
        "0710d067c09d09615f928ea517bcdf49ad75abd2c8340b400e3b18e968b4ffef",
        "b149df2329d37dee14a2a9c9ddcd0eb8e1fb6a5af5dcbdd4f46a10e0176dac30",
        "6257919995193c2cb067c4677138f506341dc2d3279dc0204fcc2e9d14390581",
        "bc0bde7980381fa642b2097591dd83f1ed15b003e15c35520af32c95eb519149",
        "2a6f3175215635cfc10e6098e2c612d0ca84f1a9f90b5333560c8af59b9209f4",
        "eca6f514b89180fcfc6bf9f881a5670c45419054f1f6fec93628d6d1bf995fbf",
        "677d427cd40a7c05ebb14fe5ee96aff2b4994dc0e2904852b408a9e7fe36a02e",
        "e27d7e51abd16bb3c46609c75e963b5fdbe25b00c0b93a4c528b569ad4b50fda",
        "d9926ff2781f4baefac213db214f30afe681f7be5c1f973cc567c817e871f958",
        "d27bebee8c0abf5066dd8742fa7de8c454bea04a8afad209d51f58ec16bcea9e",
        "02b2774d6d408b4a71af1986203a7ed7d9d2d6d5fb7c5318b8d58183a15b9706",
        "c3f903071060d9282ea4d31ef85d9dbd05f865dedb78cb138f740796091ffcd5",
        "d61ca255535fffd7df21669f04534057a3985a51f0de7909ed950d699f0e57bd",
        "960060531a46ce7980c117badf032684e3adc78866b7bf7b26b34cb1165df31d",
        "8ffdf7de6dd3e902839afe451da673adcea5259fd968b7135b867bad2760ceb2",
        "3393605118d83c21a2a1763bec8ebf7a6076c7546b4bbf01e35e71faad0214cf",
        "18fa19b6053dfd1102454d05754b1b21873da78e0d5d66be1f74169de3963011",
        "d27e24afa6f9d22893b893924ab301023e558340a2f0fe360497061d7f91a659",
        "d6bcd23467668ad92f65fb2998da8690014a8341cc795253cec84fb87fe195b8",
        "5b4d52085c949b60ab5060c93196dc51b2dc629c4dcfc5d1fdb9466e3c6c052b",
        "d1f9bada6ee24a60c0474017b7c08f51fce83c75845fb489547aa9453e256cf6",
        "da01c213149ff5065924f3ade76df2ec6ae7bb941ab4ffe25e3e2d1ae9f0474f",
        "aebb201bddef89d841692d71e10f3f7a3d0ffe5ce2b6162d8b692b95c28b4039",
        "adc423b1cd43ea5a40601c30364febdcdf4796f0ffc56c01e1f64019146e60f9",
        "c9b68c75f1e36e275c336acbee5632f69569c9f2267dfda4ad59dcb15b8f3e84",
        "661de6f41b1150ac7448085558e5ecdaae345272e662da9851b0ff3816901a2b",
        "2141722a38a35a314b41a53abba15f7198f30c57891111864081aa38d3012a5b",
        "5140c98bda53f8c1fc3a25d574c409d5de41561b585b4224ab5ed369a98f2e41",
        "389c39c83b47470701e52261fa199918666181be3855d33e2ef19377365b038b",
        "36bcd31f9d5ed309ded4a17ee8279e34eceec40b56be88e2fb604aebe2c714ba",
        "fbf99218e7269f20ec3392bab9d45f5198b826c94bd3d3c2d780f46dfd65be67",
        "93da91920d5a54a8a0fde55cd9dc3a10c4f3eef768b62c0948741370864254b4",
        "c1920f3f29d4ebc0ef3acecf2e2db63a755713d77e1ed77347a56fbc317c7a93",
    ]
}
