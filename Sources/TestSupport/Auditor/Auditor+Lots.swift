import RightsLedger

extension Auditor {
    mutating func split(_ payload: Split, sender: AccountID) throws(Denial) {
        let old = try ownLot(payload.lot, sender: sender)
        let rightsClass = try require(books.classes[old.classID], .classNotFound)
        try require(!rightsClass.isFrozen, .classFrozen)
        try require(!isDead(old), .lotExpired)
        var rest = old
        var part = old
        switch payload.part {
        case .quantity(let quantity):
            try require(quantity > 0 && quantity < old.quantity, .splitOutOfRange)
            rest.quantity = old.quantity - quantity
            part.quantity = quantity
        case .day(let day):
            let offset = Int(rightsClass.terms.utcOffsetMinutes)
            let today = AuditorCalendar.dayNumber(at: now, offsetMinutes: offset)
            try require(day > old.validFrom && day < old.validUntil && Int(day) > today, .splitOutOfRange)
            rest.validUntil = UInt16(day)
            part.validFrom = UInt16(day)
        case .scope(let scope):
            let isSubset = scope & ~old.scope == 0
            try require(scope != 0 && isSubset && scope != old.scope, .splitOutOfRange)
            rest.scope = old.scope & ~scope
            part.scope = scope
        }
        books.lastLot += 1
        books.lots[payload.lot] = rest
        books.lots[LotID(books.lastLot)] = part
    }

    mutating func combine(_ payload: Combine, sender: AccountID) throws(Denial) {
        let into = try ownLot(payload.into, sender: sender)
        let from = try ownLot(payload.from, sender: sender)
        try require(into.classID == from.classID, .lotsDoNotCombine)
        let rightsClass = try require(books.classes[into.classID], .classNotFound)
        try require(!rightsClass.isFrozen, .classFrozen)
        try require(!isDead(into) && !isDead(from), .lotExpired)
        let sameTier = into.tier == from.tier
        let sameQuantity = into.quantity == from.quantity
        let sameScope = into.scope == from.scope
        let sameWindow = into.validFrom == from.validFrom && into.validUntil == from.validUntil
        let adjacent = into.validUntil == from.validFrom || from.validUntil == into.validFrom
        let disjoint = into.scope & from.scope == 0
        var joined = into
        if sameTier && sameScope && sameWindow {
            try require(into.quantity + from.quantity <= UInt64(UInt32.max), .amountOverflow)
            joined.quantity = into.quantity + from.quantity
        } else if sameTier && sameQuantity && sameScope && adjacent {
            joined.validFrom = min(into.validFrom, from.validFrom)
            joined.validUntil = max(into.validUntil, from.validUntil)
        } else if sameTier && sameQuantity && sameWindow && disjoint {
            joined.scope = into.scope | from.scope
        } else {
            throw Denial(code: .lotsDoNotCombine)
        }
        books.lots[payload.from] = nil
        books.lots[payload.into] = joined
    }
}
