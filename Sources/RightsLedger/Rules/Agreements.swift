extension BlockExecution {
    mutating func proposeAgreement(_ operation: ProposeAgreement, sender: AccountID) throws(Stop) {
        let terms = try requireClass(operation.classID)
        try terms.requireIssuer(sender)
        let id = AgreementID(try nextSmallNumber(.agreementID))
        state.create(AgreementRecord(issuer: sender, terms: operation), .agreement(id))
        events.append(
            .agreementProposed(
                AgreementProposed(
                    agreement: id, classID: terms.id, issuer: sender, platform: operation.platform)))
    }

    mutating func acceptAgreement(_ operation: AcceptAgreement, sender: AccountID) throws(Stop) {
        var agreement = try requireAgreement(operation.agreement)
        guard sender == agreement.terms.platform else { throw .refused(.notPartyToAgreement) }
        try requireRole(.platform, of: sender)
        guard agreement.status == .proposed else { throw .refused(.agreementNotProposed) }
        agreement.status = .active
        state.write(agreement, .agreement(operation.agreement))
        events.append(.agreementAccepted(AgreementAccepted(agreement: operation.agreement)))
    }

    mutating func endAgreement(_ operation: EndAgreement, sender: AccountID) throws(Stop) {
        var agreement = try requireAgreement(operation.agreement)
        guard sender == agreement.issuer || sender == agreement.terms.platform else {
            throw .refused(.notPartyToAgreement)
        }
        if agreement.status == .ended { throw .refused(.agreementEnded) }
        agreement.status = .ended
        state.write(agreement, .agreement(operation.agreement))
        events.append(.agreementEnded(AgreementEnded(agreement: operation.agreement, party: sender)))
    }

    /// - Throws: `agreementNotFound`.
    mutating func requireAgreement(_ id: AgreementID) throws(Stop) -> AgreementRecord {
        guard let agreement: AgreementRecord = try state.read(.agreement(id)) else {
            throw .refused(.agreementNotFound, ("agreement", id))
        }
        return agreement
    }
}
