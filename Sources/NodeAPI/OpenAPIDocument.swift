internal import NIOCore

/// The description of the interface, as it is served at `/openapi.yaml`.
package enum OpenAPIDocument {
    /// The document's text.
    package static let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)

    /// The document as a buffer that every answer shares.
    static let buffer = ByteBuffer(bytes: PackageResources.openapi_yaml)
}
