import FiniteFields
import Testing

/// Code pages that go and come back.
@Suite struct ProgramPagesTests {
    /// Written, anonymous and kernel-made mappings are none of them, nor are those whose pages the loader may have written.
    @Test func onlyFilesMappedForExecutingAreCode() {
        let maps = """
            55d0c0a00000-55d0c0b00000 r--p 00000000 fe:00 1234                       /opt/app/symbolon
            55d0c0b00000-55d0c1a5f000 r-xp 00100000 fe:00 1234                       /opt/app/symbolon
            55d0c1a5f000-55d0c1a60000 rw-p 0105f000 fe:00 1234                       /opt/app/symbolon
            55d0c1a60000-55d0c1a61000 rwxp 0105f000 fe:00 1234                       /opt/app/symbolon
            7f0000000000-7f0000021000 r-xp 00000000 00:00 0
            7f0010000000-7f0010021000 r-xp 00000000 fe:00 77                         /lib/a b/libc.so.6 (deleted)
            7f0020000000-7f0020001000 r-xs 00000000 fe:00 78                         /lib/shared
            7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0                          [vdso]
            nonsense r-xp 0 fe:00 1 /x
            2-1 r-xp 0 fe:00 1 /x
            """
        #expect(
            ProgramPages.codeRanges(maps: maps) == [
                0x55d0_c0b0_0000..<0x55d0_c1a5_f000, 0x7f00_1000_0000..<0x7f00_1002_1000,
            ])
        #expect(ProgramPages.codeRanges(maps: "").isEmpty)
    }

    /// Other threads calculate while the code under them is given back.
    @Test func calculationsGoOnAfterARelease() {
        let expected = (0..<64).map { Fr(UInt64($0) + 2).power([123_456_789]) }
        let found = WorkerPool.shared.map(count: 64, threads: 4) { index in
            ProgramPages.release()
            return Fr(UInt64(index) + 2).power([123_456_789])
        }
        #expect(found == expected)
    }
}
