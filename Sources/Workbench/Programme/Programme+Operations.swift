internal import RightsLedger

extension Programme {
    /// The id of a class: classes are created in the programme's order on an empty chain.
    func classID(_ rightsClass: Int) -> ClassID { ClassID(UInt32(rightsClass + 1)) }

    /// The id of an agreement: they are proposed in the programme's order on an empty chain.
    func agreementID(_ agreement: Int) -> AgreementID { AgreementID(UInt32(agreement + 1)) }

    /// The type under which purchases are attested.
    var eventType: String { campaigns.first?.eventType ?? "purchase" }

    /// The operations that give the parties their roles; the regulator has its own from the genesis.
    func roleOperations(_ accounts: [AccountID]) -> [Operation] {
        parties.indices.filter { $0 != regulator }.map {
            .setRoles(SetRoles(account: accounts[$0], roles: parties[$0].roles))
        }
    }

    /// The operation that creates a class.
    func creation(of rightsClass: Int, _ accounts: [AccountID]) -> Operation {
        let declared = classes[rightsClass]
        var creation = declared.creation
        if let schedule = declared.schedule {
            creation.policy.emission = Emission(
                start: schedule.start.startSecond, epochSeconds: UInt64(schedule.epochDays) * 86_400,
                epochs: schedule.epochs, beneficiary: accounts[declared.issuer], curve: schedule.curve)
        }
        return .createClass(creation)
    }

    /// The operation that opens a campaign.
    func creation(of campaign: Campaign, _ accounts: [AccountID]) -> Operation {
        .createCampaign(
            CreateCampaign(
                classID: classID(campaign.rightsClass), eventType: campaign.eventType, oracles: [accounts[oracle]],
                rate: campaign.rate, tiers: campaign.tiers, multiplier: campaign.multiplier,
                budgetPerPerson: campaign.budgetPerPerson, budget: campaign.budget,
                start: campaign.start.startSecond, end: campaign.end.startSecond))
    }

    /// The operation that proposes an agreement.
    func proposal(of agreement: Agreement, _ accounts: [AccountID]) -> Operation {
        .proposeAgreement(
            ProposeAgreement(
                platform: accounts[agreement.platform], classID: classID(agreement.rightsClass), currency: currency,
                rate: agreement.rate, feeBasisPoints: agreement.fee.value, dailyCap: agreement.dailyCap,
                start: agreement.start.startSecond, end: agreement.end.startSecond,
                refundWindowSeconds: UInt64(agreement.refundWindowDays) * 86_400))
    }

    /// The operation that opens a buy-back.
    func opening(of buyBack: BuyBack) -> Operation {
        .openBuyBack(
            OpenBuyBack(
                classID: classID(buyBack.rightsClass), paymentClass: classID(buyBack.payment), price: buyBack.price,
                revenueBasisPoints: buyBack.fund.value))
    }

    /// The operation that fixes a calendar burn.
    func scheduling(of burn: CalendarBurn) -> Operation {
        .scheduleBurn(
            ScheduleBurn(classID: classID(burn.rightsClass), time: burn.day.startSecond, amount: burn.amount))
    }
}

extension Ratio {
    /// The product with an amount, rounded down; the largest amount where it does not fit.
    func times(_ amount: UInt64) -> UInt64 {
        let product = amount.multipliedFullWidth(by: numerator)
        guard denominator > product.high else { return .max }
        return denominator.dividingFullWidth(product).quotient
    }
}
