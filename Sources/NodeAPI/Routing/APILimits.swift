package import ChainNode

/// Bounds on what one caller may ask of the node.
package struct APILimits: Sendable {
    /// The longest body of a batch of transactions, in bytes.
    package var batchBytesMax = 8 << 20
    /// The most transactions in one batch.
    package var batchCountMax = 10_000
    /// The longest body of one transaction and of every other request, in bytes.
    package var bodyBytesMax = 128 << 10
    /// How long a body may take to arrive.
    package var bodyTime: Duration = .seconds(15)
    /// How long a handler may take to answer.
    package var answerTime: Duration = .seconds(60)
    /// How long what the operator asks may take.
    package var administrationTime: Duration = .seconds(3_600)
    /// How long `wait=commit` waits before it answers that the transaction is still pending.
    package var commitWait: Duration = .seconds(20)
    /// How long a connection may stay idle.
    package var idleTime: Duration = .seconds(60)
    /// The most connections at one time.
    package var connectionsMax = 1_024

    /// Creates the standard bounds.
    package init() {}

    /// Creates the bounds that an operator chose.
    package init(_ configuration: NodeConfiguration) {
        batchBytesMax = configuration.requestBytesMax
        bodyBytesMax = min(bodyBytesMax, configuration.requestBytesMax)
        answerTime = .milliseconds(configuration.requestMillisecondsMax)
        bodyTime = answerTime
        // What is left of the time is for the answer itself.
        commitWait = answerTime * 4 / 5
    }
}
