/// The version of this program.
package enum ProgramVersion {
    /// The version as `major.minor.patch`.
    package static let text = "0.1.0"
}
