internal import RightsLedger

// The terms of classes, campaigns and agreements, which stand both in the operation that fixed them and in the state.

extension CreateClass {
    var members: [JSONMember] {
        [
            JSONMember("kind", kind.json), JSONMember("symbol", .string(symbol)), JSONMember("name", .string(name)),
            JSONMember("decimals", .number(decimals)), JSONMember("utcOffsetMinutes", .number(utcOffsetMinutes)),
            JSONMember("currency", .text(currency)), JSONMember("faceValue", faceValue.json),
            JSONMember("policy", policy.json),
        ]
    }
}

extension ClassPolicy {
    fileprivate var json: JSONValue {
        [
            "cap": .quantity(cap), "emission": emission?.json ?? .null, "minters": .list(minters) { .text($0) },
            "quota": quota.map { ["units": .quantity($0.units), "periodSeconds": .number($0.periodSeconds)] } ?? .null,
            "expiry": expiry?.json ?? .null, "transferability": transferability.json,
            "transferFeeBasisPoints": .number(transferFeeBasisPoints),
            "royaltyBasisPoints": .number(royaltyBasisPoints),
            "redemptionBurnBasisPoints": .number(redemptionBurnBasisPoints), "scopeCount": .number(scopeCount),
        ]
    }
}

extension Expiry {
    fileprivate var json: JSONValue {
        switch self {
        case .rolling(let months): ["rollingMonths": .number(months)]
        case .fixed(let bucket): ["fixedBucket": .text(bucket)]
        }
    }
}

extension Emission {
    fileprivate var json: JSONValue {
        [
            "start": .number(start), "epochSeconds": .number(epochSeconds), "epochs": .number(epochs),
            "beneficiary": .text(beneficiary), "curve": curve.json,
        ]
    }
}

extension EmissionCurve {
    fileprivate var json: JSONValue {
        switch self {
        case .constant(let amount): ["constant": ["amount": .quantity(amount)]]
        case .linear(let first, let decrease):
            ["linear": ["first": .quantity(first), "decrease": .quantity(decrease)]]
        case .geometric(let first, let ratio): ["geometric": ["first": .quantity(first), "ratio": ratio.json]]
        case .halving(let first, let interval):
            ["halving": ["first": .quantity(first), "interval": .number(interval)]]
        }
    }
}

extension CreateCampaign {
    var members: [JSONMember] {
        [
            JSONMember("class", .id(classID)), JSONMember("eventType", .string(eventType)),
            JSONMember("oracles", .list(oracles) { .text($0) }), JSONMember("rate", rate.json),
            JSONMember(
                "tiers",
                .list(tiers) { ["minimumValue": .number($0.minimumValue), "multiplier": $0.multiplier.json] }),
            JSONMember("multiplier", multiplier?.json ?? .null),
            JSONMember("budgetPerPerson", .quantity(budgetPerPerson)), JSONMember("budget", .quantity(budget)),
            JSONMember("start", .number(start)), JSONMember("end", .number(end)),
        ]
    }
}

extension ProposeAgreement {
    var members: [JSONMember] {
        [
            JSONMember("platform", .text(platform)), JSONMember("class", .id(classID)),
            JSONMember("currency", .text(currency)), JSONMember("rate", rate.json),
            JSONMember("feeBasisPoints", .number(feeBasisPoints)), JSONMember("dailyCap", .quantity(dailyCap)),
            JSONMember("start", .number(start)), JSONMember("end", .number(end)),
            JSONMember("refundWindowSeconds", .number(refundWindowSeconds)),
        ]
    }
}
