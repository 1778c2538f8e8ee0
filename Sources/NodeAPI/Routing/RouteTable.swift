internal import HTTPTypes

/// All routes of the interface, found by path.
///
/// A path without variables wins over one with them, so that `/v1/blocks/latest` is not a block's id.
struct RouteTable: Sendable {
    /// A path with its methods.
    struct Entry: Sendable {
        let template: String
        /// The path's segments; `nil` where there is a variable.
        let segments: [String?]
        var routes: [Route]

        var allowedMethods: [HTTPRequest.Method] { routes.map(\.method) }
    }

    /// What a path leads to.
    struct Match: Sendable {
        let entry: Entry
        /// The values of the path's variables in order.
        let values: [String]
    }

    private var fixedEntries: [String: Entry] = [:]
    private var variableEntries: [Entry] = []

    init(_ routes: [Route]) {
        for route in routes { insert(route) }
    }

    /// Every path with its methods, as the document lists them.
    var entries: [Entry] {
        (fixedEntries.values + variableEntries).sorted { $0.template < $1.template }
    }

    /// Finds the entry of a path, still percent-encoded; `nil` where there is none.
    func match(path: String) -> Match? {
        if let entry = fixedEntries[path] { return Match(entry: entry, values: []) }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for entry in variableEntries where entry.segments.count == segments.count {
            var values: [String] = []
            let fits = zip(entry.segments, segments).allSatisfy { expected, actual in
                if let expected { return actual == expected }
                values.append(String(actual))
                return !actual.isEmpty
            }
            if fits { return Match(entry: entry, values: values) }
        }
        return nil
    }

    private mutating func insert(_ route: Route) {
        let segments = route.template.split(separator: "/").map { $0.hasPrefix("{") ? nil : String($0) }
        if segments.contains(nil) {
            if let index = variableEntries.firstIndex(where: { $0.template == route.template }) {
                variableEntries[index].routes.append(route)
            } else {
                variableEntries.append(Entry(template: route.template, segments: segments, routes: [route]))
            }
        } else {
            fixedEntries[route.template, default: Entry(template: route.template, segments: segments, routes: [])]
                .routes.append(route)
        }
    }
}
