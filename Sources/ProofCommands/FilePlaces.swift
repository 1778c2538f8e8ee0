internal import CommandShell
internal import Signatures

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Keeps a command from writing over what it reads, and from writing two results to one place.
enum FilePlaces {
    /// Checks a command's files; devices and pipes may be named as often as one likes.
    ///
    /// - Throws: ``CommandFailure/unusable(_:)``.
    static func check(inputs: [String], outputs: [String]) throws(CommandFailure) {
        var places = Set(inputs.map(place))
        for output in outputs where !FileReplacement.isStream(output) {
            guard places.insert(place(output)).inserted else {
                throw .unusable("\(output): the file is named twice; nothing was written")
            }
        }
    }

    /// The path without links and detours.
    private static func place(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }
}
