internal import FiniteFields

/// The template instance that is being elaborated.
///
/// Signals get provisional numbers in the order in which elaboration meets them; the final ones depend on all
/// declarations and on the names of all components and are put in at the end.
struct InstanceBuilder {
    var wires: [WireBlock] = []
    var tags: [TagState] = []
    var groups: [ComponentGroup] = []
    var components: [ComponentState] = []
    /// Runs of provisional numbers: who owns each, and its first number there.
    var runs: [SignalRun] = []
    /// Whether each provisional signal, of which number 0 is the constant one, has a value.
    var isAssigned: [Bool] = [true]
    var rows = ConstraintRows()
    var constraintPlaces: [SourceRange] = []
    var trace = Trace()
    /// Signals that were dropped with `_` on purpose.
    var underscored: Set<Int> = []
    /// The instance is one of a custom template, which is allowed to leave its signals without constraints.
    var isCustom = false

    struct SignalRun {
        var start: Int
        var count: Int
        /// The component that owns the signals, -1 for the instance itself.
        var component: Int
        /// The number of the first signal in its owner: a wire block's index for the instance, a signal for a component.
        var first: Int
    }

    /// The components that one declaration makes.
    struct ComponentGroup {
        var name: Name
        var dimensions: [Int]
        /// The number of each component in ``InstanceBuilder/components``, row by row.
        var members: [Int]
        var isAnonymousArray: Bool
        var place: SourceRange
    }

    struct ComponentState {
        var name: String
        var group: Int
        var indices: [Int]
        var template = -1
        var arguments: [Argument] = []
        var instance = -1
        /// The provisional number of the component's signal 1, once it is instantiated.
        var base = -1
        /// Input blocks and their provisional start while the instance waits for tags.
        var waitingInputs: [WireBlock] = []
        var inputsLeft = -1
        var inputTags: [Name: TagSet] = [:]
        var tagsWaiting: Set<Name> = []
        var place: SourceRange
    }

    /// A parameter's value: one number, or an array of them.
    struct Argument: Hashable {
        var values: [Fr]
        var dimensions: [Int]
    }

    /// Adds provisional signals for one owner.
    mutating func allocate(_ count: Int, component: Int, first: Int, isAssigned assigned: Bool) -> Int {
        let start = isAssigned.count
        runs.append(SignalRun(start: start, count: count, component: component, first: first))
        isAssigned.append(contentsOf: repeatElement(assigned, count: count))
        return start
    }
}

/// The tags of one wire: what its declaration names and what assignments bring.
struct TagState {
    struct Entry {
        var value: Fr?
        /// The declaration names the tag.
        var isDeclared: Bool
        /// The template itself gave the value.
        var isValueSet = false
    }

    var byPath: [[Name]: [Name: Entry]] = [:]
    var assignmentsLeft: [[Name]: Int] = [:]
    var isAssigned = false

    /// Joins the tags of an assigned value (`perform_tag_propagation` of the official compiler).
    mutating func assign(_ tags: TagSet, count: Int) {
        for (path, left) in assignmentsLeft { assignmentsLeft[path] = max(0, left - count) }
        let paths = Set(byPath.keys).union(tags.byPath.keys)
        for path in paths {
            let incoming = tags.byPath[path] ?? [:]
            var entries = byPath[path] ?? [:]
            for (name, entry) in entries {
                guard !entry.isValueSet else { continue }
                if let value = incoming[name] {
                    if !isAssigned || entry.value == value {
                        entries[name]?.value = value
                    } else if entry.isDeclared {
                        entries[name]?.value = nil
                    } else {
                        entries[name] = nil
                    }
                } else if entry.isDeclared {
                    entries[name]?.value = nil
                } else {
                    entries[name] = nil
                }
            }
            if !isAssigned {
                for (name, value) in incoming where entries[name] == nil {
                    entries[name] = Entry(value: value, isDeclared: false)
                }
            }
            byPath[path] = entries
        }
        isAssigned = true
    }

    /// The tags that an expression reading the wire carries.
    var carried: TagSet {
        var set = TagSet()
        for (path, entries) in byPath {
            let isComplete = (assignmentsLeft[path] ?? 0) == 0
            var result: [Name: Fr?] = [:]
            for (name, entry) in entries {
                if entry.isValueSet || isComplete {
                    result.updateValue(entry.value, forKey: name)
                } else if entry.isDeclared {
                    result.updateValue(nil, forKey: name)
                }
            }
            if !result.isEmpty { set.byPath[path] = result }
        }
        return set
    }
}
