/// A name of a source, as a number in a ``NameTable``.
struct Name: Hashable, Sendable {
    var id: Int32
}

/// The names of a program, each once.
struct NameTable: Sendable {
    private var texts: [String] = []
    private var ids: [String: Int32] = [:]

    /// The number of a name, made when it is new.
    mutating func name(_ text: String) -> Name {
        if let id = ids[text] { return Name(id: id) }
        let id = Int32(texts.count)
        texts.append(text)
        ids[text] = id
        return Name(id: id)
    }

    subscript(name: Name) -> String { texts[Int(name.id)] }
}
