import RightsLedger

extension Auditor {
    mutating func offerItem(_ payload: OfferItem, sender: AccountID) throws(Denial) {
        let record = try ownItem(payload.item, sender: sender)
        try require(books.classes[payload.item.classID]?.isFrozen == false, .classFrozen)
        if let price = payload.price {
            _ = try points(price.classID)
        } else {
            try require(record.offer != nil, .notOffered)
        }
        books.items[payload.item]?.offer = payload.price
    }

    mutating func buyItem(_ payload: BuyItem, sender buyer: AccountID) throws(Denial) {
        let record = try require(books.items[payload.item], .itemNotFound)
        let seller = record.owner
        try require(seller != buyer, .buyerIsSeller)
        let rightsClass = try require(books.classes[payload.item.classID], .classNotFound)
        try require(!rightsClass.isFrozen, .classFrozen)
        try require(record.offer != nil, .notOffered)
        try require(record.offer == payload.price, .offerMismatch)
        try requireMay(move: rightsClass, from: seller, to: buyer)
        try require(!isFrozen(seller), .accountFrozen)

        let price = payload.price
        let basisPoints = seller == rightsClass.issuer ? 0 : rightsClass.terms.policy.royaltyBasisPoints
        let royalty = share(price.amount, basisPoints: basisPoints)
        if royalty > 0, buyer != rightsClass.issuer {
            try transferUnits(royalty, of: price.classID, from: buyer, to: rightsClass.issuer)
        }
        if price.amount > royalty {
            try transferUnits(price.amount - royalty, of: price.classID, from: buyer, to: seller)
        }
        books.items[payload.item]?.owner = buyer
        books.items[payload.item]?.offer = nil
    }
}
