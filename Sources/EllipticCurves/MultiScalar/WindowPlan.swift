import FiniteFields

/// How the bits of the scalars are cut into windows of signed digits.
///
/// All windows but the topmost have digits in `-2^(c-1) ..< 2^(c-1)`. Adding `2^(c-1)` at each of those windows once
/// makes the digits independent of each other: digit i is then bits i c to (i+1) c of the sum, minus `2^(c-1)`.
struct WindowPlan {
    /// Bits of a window, c.
    let width: Int
    /// The number of windows.
    let count: Int
    /// What is added to each scalar.
    let bias: FourWords
    /// Whether the scalars are halved, so that there are twice as many points.
    let isSplit: Bool

    /// Buckets of a window, one for each magnitude of a digit.
    var bucketCount: Int { 1 << (width - 1) }

    /// The bias as it is added to a half.
    var halfBias: Int128 { Int128(UInt128(bias.word1) << 64 | UInt128(bias.word0)) }

    /// The plan with the least work.
    ///
    /// - Parameters:
    ///   - pointCount: The number of points that are added to each window.
    ///   - bitWidth: The number of bits of the largest scalar's magnitude, at most 254.
    init(pointCount: Int, bitWidth: Int, threads: Int, isSplit: Bool = false) {
        var best = (work: Int.max, width: 4)
        for width in 3...16 {
            let windows = Self.windowCount(width: width, bitWidth: bitWidth)
            // Each thread adds every point once to a window and folds its buckets with two additions for each.
            let rounds = (windows + threads - 1) / threads
            let work = rounds * (pointCount + 2 << (width - 1))
            if work < best.work { best = (work, width) }
        }
        self.init(width: best.width, bitWidth: bitWidth, isSplit: isSplit)
    }

    init(width: Int, bitWidth: Int, isSplit: Bool = false) {
        self.isSplit = isSplit
        self.width = width
        count = Self.windowCount(width: width, bitWidth: bitWidth)
        var bias = FourWords.zero
        for window in 0..<(count - 1) {
            bias = bias.adding(FourWords.powerOfTwo(window * width + width - 1)).sum
        }
        self.bias = bias
    }

    /// A scalar of b bits plus the bias is below `2^b + 2^(c (windows - 1))`, so a topmost window with at most c - 1
    /// bits of the scalar has digits of at most `2^(c-1)`.
    private static func windowCount(width: Int, bitWidth: Int) -> Int { bitWidth / width + 1 }
}

extension FourWords {
    /// `2^exponent`, for exponents below 256.
    static func powerOfTwo(_ exponent: Int) -> FourWords {
        let word = UInt64(1) << UInt64(exponent % 64)
        return switch exponent / 64 {
        case 0: FourWords(word, 0, 0, 0)
        case 1: FourWords(0, word, 0, 0)
        case 2: FourWords(0, 0, word, 0)
        default: FourWords(0, 0, 0, word)
        }
    }
}
