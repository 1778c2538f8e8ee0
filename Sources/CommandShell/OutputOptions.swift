internal import ArgumentParser
package import JSONNodes

/// How a command shows its result.
package struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print one line of JSON instead of text.")
    package var json = false

    package init() {}

    /// Prints a result, for people as the text or, where that is `nil`, as a plain listing of its members.
    package func show(_ node: JSONNode, text: String? = nil) {
        Console.print(json ? node.text : text ?? Listing.text(of: node))
    }
}
