internal import ChainNode
internal import RightsLedger
internal import Signatures
internal import StateStore

/// Any record of the state, with a proof that a light client can check.
struct StateRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .get("/v1/state/{key}", query: ["height", "proof"]) { call throws(Problem) in try state(call) }
        ]
    }

    private func state(_ call: Call) throws(Problem) -> Answer {
        let key = try call.pathBytes(countMax: StoreLimits.keyBytesMax)
        let height: UInt64? = try call.query.number("height")
        let isProven = try call.query.flag("proof")
        let view = try questions.view()
        if height == nil, !isProven {
            let value = try Problem.asking { () throws(NodeError) in try view.stateValue(forKey: key) }
            return .json(
                [
                    "height": .number(view.head.height), "appHash": .text(view.head.appHash),
                    "key": .string(Hex.encode(key)), "value": value.map { .string(Hex.encode($0)) } ?? .null,
                ], in: view)
        }
        let answer = try Problem.asking { () throws(NodeError) in try view.stateProof(forKey: key, height: height) }
        var members: [JSONMember] = [
            JSONMember("height", .number(answer.header.header.height)),
            JSONMember("appHash", .text(answer.header.header.appHash)), JSONMember("key", .string(Hex.encode(key))),
            JSONMember("value", answer.proof.value.map { .string(Hex.encode($0)) } ?? .null),
        ]
        if isProven {
            members.append(JSONMember("proof", .base64(answer.proof.commitment)))
            members.append(JSONMember("signedHeader", .base64(answer.header.encoded())))
        }
        let position = ChainPosition(height: answer.header.header.height, appHash: answer.header.header.appHash)
        return .json(.object(members), at: position)
    }
}
