/// Bounds on what one compilation may use, so that a hostile source ends with an error and not with the machine's memory.
package struct CompilerLimits: Sendable {
    /// Levels of nesting of a source: blocks, parentheses, operators.
    package var nestingMax = 200
    /// Levels of templates and functions that are open at once.
    package var callDepthMax = 250
    /// Operators that are open at once, over all open templates and functions.
    package var operatorDepthMax = 5_000
    /// Rounds of loops, over the whole compilation.
    package var roundsMax = 200_000_000
    /// Elements of one array of variables, signals or components.
    package var arrayElementsMax = 1 << 26
    /// Signals of the whole circuit.
    package var signalsMax = 1 << 27
    /// Constraints of the whole circuit.
    package var constraintsMax = 1 << 27
    /// Elements of all arrays of variables that are alive at once.
    package var variableElementsMax = 1 << 27
    /// Operations of the witness program of one template instance.
    package var operationsMax = 1 << 27
    /// Bytes of all sources together.
    package var sourceBytesMax = 1 << 28

    package init() {}
}
