extension BlockExecution {
    mutating func offerItem(_ operation: OfferItem, sender: AccountID) throws(Stop) {
        var (record, terms) = try requireItem(operation.item, of: sender)
        try terms.requireNotFrozen()
        if let price = operation.price {
            try requireClass(price.classID).requireKind(.points)
        } else if record.offer == nil {
            throw .refused(.notOffered)
        }
        record.offer = operation.price
        state.write(record, .item(operation.item))
        events.append(.itemOffered(ItemOffered(item: operation.item, owner: sender, price: operation.price)))
    }

    mutating func buyItem(_ operation: BuyItem, sender: AccountID) throws(Stop) {
        guard let record: ItemRecord = try state.read(.item(operation.item)) else {
            throw .refused(
                .itemNotFound, ("class", operation.item.classID), ("serial", operation.item.serial))
        }
        let seller = record.owner
        if seller == sender { throw .refused(.buyerIsSeller) }
        let terms = try knownClass(operation.item.classID)
        try terms.requireNotFrozen()
        guard let price = record.offer else { throw .refused(.notOffered) }
        guard price == operation.price else {
            throw .refused(.offerMismatch, ("class", price.classID), ("price", price.amount))
        }
        try requireMovable(terms, from: seller, to: sender)
        try requireNotFrozen(seller)

        let royalty =
            seller == terms.issuer ? 0 : BasisPoints.share(terms.policy.royaltyBasisPoints, of: price.amount)
        if royalty > 0, sender != terms.issuer {
            try transferUnits(
                Units(classID: price.classID, amount: royalty), from: sender, to: terms.issuer)
        }
        if price.amount > royalty {
            try transferUnits(
                Units(classID: price.classID, amount: price.amount - royalty), from: sender, to: seller)
        }
        move(operation.item, record, to: sender)
        events.append(
            .itemSold(
                ItemSold(item: operation.item, seller: seller, buyer: sender, price: price, royalty: royalty)))
    }
}
