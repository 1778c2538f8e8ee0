internal import FiniteFields

/// A block of signals that one declaration makes.
struct WireBlock: Sendable {
    var name: Name
    var kind: WireKind
    var dimensions: [Int]
    /// The number of the bus type in ``Circuit/buses``, -1 for signals.
    var bus: Int32
    /// The number of the first signal in the instance, counted from 1.
    var base: Int
    /// The number of signals: elements times the size of an element.
    var count: Int
    var place: SourceRange
    /// The tags that the declaration names, with their values.
    var tags: [Name: Fr?] = [:]
    /// The tags that the declarations of a bus name for its fields, by the path of fields.
    var fieldTags: [[Name]: [Name: Fr?]] = [:]
}

/// A bus with values for its parameters.
struct BusType: Sendable {
    struct Field: Sendable {
        var name: Name
        var dimensions: [Int]
        var bus: Int32
        var offset: Int
        var count: Int
        var tags: [Name]
    }

    var name: Name
    var arguments: [Fr]
    var fields: [Field] = []
    var size = 0
}

/// A component inside an instance.
struct Child: Sendable {
    var name: String
    var instance: Int
    /// Signal `n` of the child is signal `offset + n` of the parent.
    var offset: Int
}

/// A template with values for its parameters: compiled once, however many components use it.
struct TemplateInstance: Sendable {
    var template: Int
    /// The template with its arguments, for people.
    var title: String
    /// The instance's own signals: outputs, inputs (public ones first in main), intermediates.
    var wires: [WireBlock] = []
    var outputCount = 0
    var publicInputCount = 0
    var inputCount = 0
    /// The number of its own signals, without those of its children.
    var ownCount = 0
    /// In the order of their names, as the official compiler numbers them.
    var children: [Child] = []
    /// Its own signals and those of all components below it.
    var signalCount = 0
    /// Constraints over signals of the instance; signal 0 is the constant one.
    var rows = ConstraintRows()
    var constraintPlaces: [SourceRange] = []
    /// The constraints of the instance and of all components below it.
    var constraintCount = 0
    var trace = Trace()
    /// The known values of the tags of the outputs, by the path inside the wire.
    var outputTags: [Name: TagSet] = [:]
    /// Signals that the source drops openly, with `_ <== signal`.
    var droppedSignals: Set<Int> = []
    /// What a custom template leaves in the place of constraints.
    var gate: CustomGateInstance?
}

/// An instance of a custom template as a gate.
struct CustomGateInstance: Sendable {
    var name: Name
    /// The values of the parameters in the order of the parameters' names, arrays row by row.
    var parameters: [Fr]
    /// The instance's signals in the order of their declarations.
    var signals: [UInt32]
    /// A C++ function computes the outputs.
    var isForeign: Bool
}

/// A compiled program before simplification.
package struct Circuit: Sendable {
    var names: NameTable
    var instances: [TemplateInstance]
    var buses: [BusType]
    var functions: [CompiledFunction]
    var coefficients: CoefficientTable
    var strings: [String]
    package var sources: SourceMap
    package var warnings: [Diagnostic]
    /// The file with the main component has `pragma custom_templates`, so that its `.r1cs` has the sections for gates.
    var hasCustomTemplatesPragma = false

    /// The main component's instance; it is the last that was finished.
    var main: TemplateInstance { instances[instances.count - 1] }

    package var outputCount: Int { main.outputCount }
    package var publicInputCount: Int { main.publicInputCount }
    package var privateInputCount: Int { main.inputCount - main.publicInputCount }
    /// Signals with the constant one.
    package var labelCount: Int { main.signalCount + 1 }
    package var constraintCount: Int { main.constraintCount }
    package var instanceCount: Int { instances.count }
    /// The custom templates whose outputs a C++ function computes, which no witness program can do.
    package var foreignTemplates: [String] {
        instances.filter { $0.gate?.isForeign == true }.map(\.title)
    }
}

/// Tags with their values where they have one, by the path of bus fields inside a wire.
struct TagSet: Hashable, Sendable {
    var byPath: [[Name]: [Name: Fr?]] = [:]
}
