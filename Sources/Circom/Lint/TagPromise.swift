/// A range that a tag promises for signals of a wire: one bit for `binary`, the value of `maxbits`.
struct TagPromise {
    /// The wire, with the path of fields of a bus.
    var name: String
    var signals: [Int]
    var bits: Int

    /// The promises of a wire's tags and of the tags of its fields, in the order of their signals.
    static func all(of block: WireBlock, _ circuit: Circuit) -> [TagPromise] {
        var result: [TagPromise] = []
        for (path, tags) in block.fieldTags.merging([[]: block.tags], uniquingKeysWith: { first, _ in first }) {
            let names = ([block.name] + path).map { circuit.names[$0] }
            for (tag, value) in tags {
                let bits: Int? =
                    switch circuit.names[tag] {
                    case "binary": 1
                    case "maxbits": value?.smallInteger
                    default: nil
                    }
                guard let bits else { continue }
                result.append(
                    TagPromise(
                        name: names.joined(separator: "."), signals: signals(of: block, path, circuit), bits: bits))
            }
        }
        return result.sorted { ($0.signals.first ?? 0, $0.bits) < ($1.signals.first ?? 0, $1.bits) }
    }

    /// The signals of a field in all elements of a wire.
    private static func signals(of block: WireBlock, _ path: [Name], _ circuit: Circuit) -> [Int] {
        var (starts, count, bus) = ([block.base], block.count, block.bus)
        for name in path {
            guard bus >= 0 else { return [] }
            let type = circuit.buses[Int(bus)]
            guard type.size > 0, let field = type.fields.first(where: { $0.name == name }) else { return [] }
            starts = starts.flatMap { start in
                stride(from: start, to: start + count, by: type.size).map { $0 + field.offset }
            }
            (count, bus) = (field.count, field.bus)
        }
        return starts.flatMap { Array($0..<$0 + count) }
    }
}
