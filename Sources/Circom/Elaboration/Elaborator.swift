internal import FiniteFields

/// Runs a program at compile time: every template instance once, giving its constraints and its witness program.
struct Elaborator {
    let tree: SyntaxTree
    let limits: CompilerLimits
    var frame = Frame(slotCount: 0)
    var builder = InstanceBuilder()
    var instances: [TemplateInstance] = []
    var instanceNumbers: [InstanceKey: Int] = [:]
    var openInstances: Set<InstanceKey> = []
    var buses: [BusType] = []
    var busNumbers: [BusKey: Int32] = [:]
    var functions: [CompiledFunction] = []
    var functionNumbers: [FunctionKey: Int] = [:]
    var coefficients = CoefficientTable()
    var reader = LinearReader()
    var warnings: [Diagnostic] = []
    /// Templates and functions that are open, for the trace of a diagnostic.
    var callTitles: [String] = []
    /// Above zero while a function's body runs.
    var functionDepth = 0
    /// Whether a condition that is known only at run time guards the statement (in functions).
    var isUnknownBlock = false
    /// Operators whose operands are being evaluated, over all open calls: what recursion takes of the stack.
    var operatorDepth = 0
    var roundsLeft: Int
    var variableElements = 0
    /// The tags that the inputs of the open template bring.
    var inputTags: [Name: TagSet] = [:]
    /// Declared buses of the open template that wait for their type.
    var pendingBuses: [PendingBus] = []
    /// The fields so far, while the body of a bus runs.
    var busFields: [BusType.Field]?
    /// The code that is being compiled for run time.
    var control = ControlState()
    /// Gets the title and the number of each template instance that is begun.
    var progress: ((_ template: String, _ number: Int) -> Void)?
    /// Set while the inputs of a template are looked up before its tags are known.
    var probe: ProbeState?

    struct InstanceKey: Hashable {
        var template: Int
        var arguments: [InstanceBuilder.Argument]
        var tags: [Name: TagSet]
        var isMain: Bool
    }

    struct BusKey: Hashable {
        var bus: Int
        var arguments: [InstanceBuilder.Argument]
    }

    struct ProbeState {
        var inputs: [WireBlock] = []
        var inputsLeft: Int
        var isDone = false
    }

    init(tree: SyntaxTree, limits: CompilerLimits) {
        self.tree = tree
        self.limits = limits
        roundsLeft = limits.roundsMax
    }

    /// Elaborates the main component and everything below it.
    mutating func run() throws(Diagnostic) {
        guard let main = tree.mains.first, case .call(let name, let argumentList) = tree[main.call].kind,
            case .template(let template) = tree.definitions[name]
        else {
            throw Diagnostic(
                .noMain, "the program has no main component", at: .nowhere,
                remedy: "add component main = Template();")
        }
        let arguments = try arguments(argumentList)
        for publicName in main.publicNames where !tree.templates[template].inputs.contains(publicName) {
            throw Diagnostic(
                .declaredTwice, "\(tree.names[publicName]) is not an input of the main component", at: main.place,
                remedy: "list only inputs as public; outputs are public anyway")
        }
        _ = try instantiate(template, arguments, [:], publicNames: main.publicNames, at: main.place)
    }

    // MARK: Reports

    func failure(
        _ message: String, at place: SourceRange, remedy: String, code: DiagnosticCode = .execution
    ) -> Diagnostic {
        var diagnostic = Diagnostic(code, message, at: place, remedy: remedy)
        diagnostic.trace = callTitles.reversed()
        return diagnostic
    }

    mutating func warn(_ diagnostic: Diagnostic) {
        // A loop says the same once.
        guard warnings.count < Self.warningsMax, warnings.last != diagnostic else { return }
        warnings.append(diagnostic)
    }

    private static let warningsMax = 10_000

    /// Counts an operator whose operands are about to be evaluated; ``leaveOperator()`` follows.
    @inline(__always)
    mutating func enterOperator(at place: SourceRange) throws(Diagnostic) {
        operatorDepth += 1
        if operatorDepth > limits.operatorDepthMax {
            throw failure(
                "more than \(limits.operatorDepthMax) operators are open at once", at: place,
                remedy: "make the recursion or the expressions in it smaller", code: .limit)
        }
    }

    @inline(__always)
    mutating func leaveOperator() { operatorDepth -= 1 }

    /// Counts one round of a loop.
    @inline(__always)
    mutating func countRound(at place: SourceRange) throws(Diagnostic) {
        roundsLeft -= 1
        if roundsLeft < 0 {
            throw failure(
                "the program's loops take more than \(limits.roundsMax) rounds", at: place,
                remedy: "check that the loop ends, or raise the limit of rounds", code: .limit)
        }
    }

    /// The product of dimensions, within the limit for one array.
    func elementCount(_ dimensions: [Int], at place: SourceRange) throws(Diagnostic) -> Int {
        var count = 1
        for dimension in dimensions {
            let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
            guard !overflow, product <= limits.arrayElementsMax else {
                throw failure(
                    "an array has more than \(limits.arrayElementsMax) elements", at: place,
                    remedy: "make it smaller, or raise the limit of array elements", code: .limit)
            }
            count = product
        }
        return count
    }

    // MARK: Arguments

    /// The arguments of a template or a bus, which must be known at compile time.
    mutating func arguments(_ list: NodeList) throws(Diagnostic) -> [InstanceBuilder.Argument] {
        var arguments: [InstanceBuilder.Argument] = []
        for position in list.range {
            let id = ExpressionID(index: tree.lists[position])
            let (values, dimensions) = try valuesAndDimensions(of: try evaluate(id), at: tree[id].place)
            var numbers: [Fr] = []
            numbers.reserveCapacity(values.count)
            for value in values {
                guard value.isNumber else {
                    throw failure(
                        "a parameter of a template or a bus must be known at compile time", at: tree[id].place,
                        remedy: "do not compute it from signals")
                }
                numbers.append(value.number)
            }
            arguments.append(InstanceBuilder.Argument(values: numbers, dimensions: dimensions))
        }
        return arguments
    }

    /// A dimension or an index that must be known at compile time.
    mutating func knownInteger(_ id: ExpressionID, what: String) throws(Diagnostic) -> Int {
        let value = try scalar(id)
        guard value.isNumber else {
            throw failure(
                "\(what) must be known at compile time", at: tree[id].place,
                remedy: "do not compute it from signals", code: .nonQuadratic)
        }
        guard let number = value.number.smallInteger else {
            throw failure(
                "\(what) is negative or far too large", at: tree[id].place, remedy: "correct the expression")
        }
        return number
    }

    mutating func dimensions(_ list: NodeList) throws(Diagnostic) -> [Int] {
        guard !list.isEmpty else { return [] }
        var result: [Int] = []
        for position in list.range {
            result.append(try knownInteger(ExpressionID(index: tree.lists[position]), what: "a dimension"))
        }
        return result
    }

    /// The operand of a value in the trace; numbers become constants.
    @inline(__always)
    mutating func operand(_ value: Value) -> Operand {
        value.isNumber ? Operand(.constant, Int(coefficients.number(of: value.number))) : value.operand
    }
}
