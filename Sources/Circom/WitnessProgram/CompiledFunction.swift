/// A function compiled for run time, for one choice of argument dimensions.
struct CompiledFunction: Sendable {
    var title: String
    var argumentCount: Int
    /// The dimensions of the result; known once the first `return` is compiled.
    var resultDimensions: [Int] = []
    var resultCount = 1
    var trace = Trace()
}

/// What tells compiled functions apart.
struct FunctionKey: Hashable {
    var function: Int
    var dimensions: [[Int]]
    /// Values of arguments that dimensions inside the function depend on.
    var constants: [InstanceBuilder.Argument?]
}
