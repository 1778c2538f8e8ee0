import RightsLedger

/// Drafts aimed at the refusals of moving, splitting, combining and trading.
extension LedgerWorkload {
    /// A lot that does not exist, or that is somebody else's.
    mutating func foreignLot(to sender: AccountID, _ auditor: Auditor) -> LotID {
        if random.chance(1, in: 2), let (id, _) = lot(auditor, where: { $0.owner != sender }) { return id }
        return LotID(random.chance(1, in: 2) ? 0 : auditor.books.lastLot + 1 + random.below(4))
    }

    /// An item that does not exist, or that is somebody else's.
    mutating func foreignItem(to sender: AccountID, _ auditor: Auditor) -> Item {
        if random.chance(1, in: 2), let (item, _) = item(auditor, where: { $1.owner != sender }) { return item }
        return Item(classID: anyClassID(auditor), serial: 1_000_000 + random.below(9))
    }

    /// A lot that is dead and whose class moves.
    mutating func deadLot(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Lot) -> Bool = { _ in true }
    ) -> (id: LotID, lot: AuditorBooks.Lot)? {
        lot(auditor) {
            auditor.isDead($0) && auditor.books.classes[$0.classID]?.isFrozen == false && isWanted($0)
        }
    }

    /// Freezing a class and then an operation on it, by its issuer.
    private func frozen(_ id: ClassID, before: [Operation], _ operation: Operation, by issuer: AccountID)
        -> TransactionDraft
    {
        TransactionDraft(
            issuer, before + [.setClassFrozen(SetClassFrozen(classID: id, frozen: true)), operation])
    }

    mutating func transferDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        func draft(_ sender: AccountID, _ asset: Asset, to recipient: AccountID) -> TransactionDraft {
            TransactionDraft(sender, [.transfer(Transfer(asset: asset, recipient: recipient))])
        }
        let sender = person()
        let other = person(except: sender)
        switch code {
        case .classNotFound:
            return draft(sender, .units(missingClassID(auditor), 1), to: other)
        case .wrongKind:
            return classID(auditor, not: .points).map { draft(sender, .units($0, 1), to: other) }
        case .lotNotFound:
            return draft(sender, .lot(foreignLot(to: sender, auditor)), to: other)
        case .itemNotFound:
            return draft(sender, .item(foreignItem(to: sender, auditor)), to: other)
        case .classFrozen:
            if let id = frozenClass(auditor, .points) { return draft(sender, .units(id, 1), to: other) }
            guard let id = classID(auditor, .points), let issuer = issuer(of: id, auditor) else { return nil }
            let transfer = Transfer(asset: .units(id, 1), recipient: person(except: issuer))
            return frozen(id, before: [], .transfer(transfer), by: issuer)
        case .accountFrozen:
            guard let frozen = frozenAccount(auditor), let id = classID(auditor, .points),
                let holder = holder(of: id, auditor, where: { $0 != frozen })
            else { return nil }
            return draft(holder.account, .units(id, 1), to: frozen)
        case .notAllowed, .notTransferable:
            return immovableDraft(aimedAt: code, auditor)
        case .balanceTooLow:
            guard
                let id = classID(
                    auditor, where: { $0.terms.kind == .points && $0.terms.policy.transferability == .free })
            else { return nil }
            let balance = auditor.liveBalance(of: id, account: sender)
            guard balance < .max else { return nil }
            let amount = random.chance(1, in: 6) ? UInt64.max : balance + 1
            return draft(sender, .units(id, amount), to: other)
        case .lotExpired:
            guard let (id, lot) = deadLot(auditor, where: { auditor.transferability(of: $0.classID) == .free }) else {
                return nil
            }
            return draft(lot.owner, .lot(id), to: person(except: lot.owner))
        default:
            let owned = item(auditor) { item, record in
                guard let rightsClass = auditor.books.classes[item.classID] else { return false }
                return rightsClass.terms.policy.royaltyBasisPoints > 0 && record.owner != rightsClass.issuer
                    && rightsClass.terms.policy.transferability == .free
            }
            guard let (item, record) = owned else { return nil }
            return draft(record.owner, .item(item), to: people.persons.first { $0 != record.owner } ?? other)
        }
    }

    private mutating func immovableDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let wanted: [Transferability] = code == .notAllowed ? [.allowList] : [.issuerOnly, .soulbound]
        guard
            let id = classID(
                auditor, where: { wanted.contains($0.terms.policy.transferability) && !$0.isFrozen })
        else { return nil }
        var sender = person()
        var asset = Asset.units(id, 1)
        switch auditor.books.classes[id]?.terms.kind {
        case .entitlement?:
            guard let (lotID, lot) = lot(auditor, where: { $0.classID == id }) else { return nil }
            (asset, sender) = (.lot(lotID), lot.owner)
        case .collectible?:
            guard let (item, record) = item(auditor, where: { item, _ in item.classID == id }) else { return nil }
            (asset, sender) = (.item(item), record.owner)
        default: break
        }
        return TransactionDraft(sender, [.transfer(Transfer(asset: asset, recipient: person(except: sender)))])
    }

    mutating func splitDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        switch code {
        case .lotNotFound:
            let sender = person()
            return TransactionDraft(
                sender, [.split(Split(lot: foreignLot(to: sender, auditor), part: .quantity(1)))])
        case .classFrozen:
            if let (id, lot) = lot(auditor, where: { auditor.books.classes[$0.classID]?.isFrozen == true }) {
                return TransactionDraft(lot.owner, [.split(Split(lot: id, part: .quantity(1)))])
            }
            guard let id = classID(auditor, .entitlement), let issuer = issuer(of: id, auditor) else { return nil }
            let split = Operation.split(Split(lot: LotID(auditor.books.lastLot + 1), part: .quantity(1)))
            return frozen(id, before: [grant(.entitlement, of: id, to: issuer, auditor)], split, by: issuer)
        case .lotExpired:
            guard let (id, lot) = deadLot(auditor) else { return nil }
            return TransactionDraft(lot.owner, [.split(Split(lot: id, part: .quantity(1)))])
        default:
            guard let (id, lot) = liveLot(auditor), let rightsClass = auditor.books.classes[lot.classID] else {
                return nil
            }
            let today = auditor.dayNumber(offsetMinutes: Int(rightsClass.terms.utcOffsetMinutes))
            let parts: [Split.Part] = [
                .quantity(lot.quantity), .quantity(lot.quantity + 1 + random.below(9)), .quantity(.max),
                .day(UInt32(lot.validFrom)), .day(UInt32(lot.validUntil)), .day(0), .day(UInt32(max(0, today))),
                .day(.max), .day(UInt32(lot.validUntil) + 65_536), .scope(lot.scope), .scope(.max),
                .scope(lot.scope | 1 << 63), .scope(~lot.scope == 0 ? lot.scope : ~lot.scope),
            ]
            return TransactionDraft(lot.owner, [.split(Split(lot: id, part: parts[random.below(parts.count)]))])
        }
    }

    mutating func combineDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        switch code {
        case .lotNotFound:
            guard let (id, lot) = liveLot(auditor) else { return nil }
            let foreign = foreignLot(to: lot.owner, auditor)
            guard foreign != id else { return nil }
            let combine = random.chance(1, in: 2) ? Combine(into: id, from: foreign) : Combine(into: foreign, from: id)
            return TransactionDraft(lot.owner, [.combine(combine)])
        case .lotsDoNotCombine:
            return lotPair(auditor) { _, _ in true }
        case .lotExpired:
            return lotPair(auditor) { first, second in
                first.classID == second.classID && (auditor.isDead(first) || auditor.isDead(second))
            }
        case .classFrozen:
            guard let id = classID(auditor, .entitlement), let issuer = issuer(of: id, auditor) else { return nil }
            let grants = [0, 1].map { _ in grant(.entitlement, of: id, to: issuer, auditor) }
            return frozen(id, before: grants, .combine(nextCombine(auditor)), by: issuer)
        default:
            let roomy = classID(auditor) {
                $0.terms.kind == .entitlement && $0.terms.policy.cap == 0 && $0.terms.policy.quota == nil
                    && !$0.isFrozen
            }
            guard let roomy, let issuer = issuer(of: roomy, auditor),
                var payload = entitlement(of: roomy, to: issuer, auditor)
            else { return nil }
            payload.quantity = UInt32.max - UInt32(random.below(3))
            payload.scope = 1
            var small = payload
            small.quantity = UInt32(1 + random.below(5))
            return TransactionDraft(
                issuer, [.grantEntitlement(payload), .grantEntitlement(small), .combine(nextCombine(auditor))])
        }
    }

    /// Joins the next two lots that will be minted, in either direction.
    private mutating func nextCombine(_ auditor: Auditor) -> Combine {
        let (first, second) = (LotID(auditor.books.lastLot + 1), LotID(auditor.books.lastLot + 2))
        return random.chance(1, in: 2) ? Combine(into: first, from: second) : Combine(into: second, from: first)
    }

    /// Two lots of one owner that fulfil a condition.
    private mutating func lotPair(
        _ auditor: Auditor, where isWanted: (AuditorBooks.Lot, AuditorBooks.Lot) -> Bool
    ) -> TransactionDraft? {
        for _ in 0..<10 {
            guard let (id, first) = lot(auditor, where: { _ in true }) else { return nil }
            let partner = lot(auditor) { $0.owner == first.owner && $0 != first && isWanted(first, $0) }
            guard let (other, _) = partner, other != id else { continue }
            return TransactionDraft(first.owner, [.combine(Combine(into: id, from: other))])
        }
        return nil
    }

    mutating func offerDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        func draft(_ owner: AccountID, _ item: Item, _ price: Units?) -> TransactionDraft {
            TransactionDraft(owner, [.offerItem(OfferItem(item: item, price: price))])
        }
        switch code {
        case .itemNotFound:
            let sender = person()
            return draft(sender, foreignItem(to: sender, auditor), nil)
        case .classFrozen:
            if let (item, record) = item(
                auditor, where: { item, _ in auditor.books.classes[item.classID]?.isFrozen == true })
            {
                return draft(record.owner, item, Units(classID: ClassID(1), amount: 1))
            }
            guard let (id, serial, issuer) = nextItem(auditor) else { return nil }
            let offer = OfferItem(
                item: Item(classID: id, serial: serial), price: Units(classID: ClassID(1), amount: 1))
            return frozen(id, before: [grant(.collectible, of: id, to: issuer, auditor)], .offerItem(offer), by: issuer)
        case .classNotFound:
            let price = Units(classID: missingClassID(auditor), amount: 1)
            return item(auditor).map { draft($0.record.owner, $0.item, price) }
        case .wrongKind:
            guard let id = classID(auditor, not: .points) else { return nil }
            return item(auditor).map { draft($0.record.owner, $0.item, Units(classID: id, amount: 1)) }
        default:
            return item(auditor, where: { $1.offer == nil }).map { draft($0.record.owner, $0.item, nil) }
        }
    }

    /// The next item of a class of collectibles whose issuer could mint it.
    private mutating func nextItem(_ auditor: Auditor) -> (ClassID, UInt64, AccountID)? {
        guard let id = classID(auditor, .collectible), let rightsClass = auditor.books.classes[id] else { return nil }
        return (id, rightsClass.lastSerial + 1, rightsClass.issuer)
    }

    mutating func buyDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        func draft(_ buyer: AccountID, _ item: Item, _ price: Units) -> TransactionDraft {
            TransactionDraft(buyer, [.buyItem(BuyItem(item: item, price: price))])
        }
        let one = Units(classID: ClassID(1), amount: 1)
        if code == .itemNotFound {
            return draft(person(), Item(classID: anyClassID(auditor), serial: 900_000), one)
        }
        if code == .notOffered {
            guard let (item, record) = item(auditor, where: { $1.offer == nil }) else { return nil }
            return draft(person(except: record.owner), item, one)
        }
        let wanted: Transferability? = code == .notAllowed ? .allowList : code == .notTransferable ? .soulbound : nil
        let offered = item(auditor) { item, record in
            record.offer != nil && (wanted == nil || auditor.transferability(of: item.classID) == wanted)
        }
        guard let (item, record) = offered, let price = record.offer else { return nil }
        switch code {
        case .buyerIsSeller:
            return draft(record.owner, item, price)
        case .classFrozen:
            let freeze = Operation.setClassFrozen(SetClassFrozen(classID: item.classID, frozen: true))
            return TransactionDraft(regulator(), [freeze, .buyItem(BuyItem(item: item, price: price))])
        case .offerMismatch:
            let other =
                random.chance(1, in: 2)
                ? Units(classID: price.classID, amount: price.amount + 1)
                : Units(classID: anyClassID(auditor), amount: price.amount)
            return draft(person(except: record.owner), item, other)
        case .accountFrozen:
            let regulator = regulator()
            guard regulator != record.owner else { return nil }
            let freeze = Operation.setAccountFrozen(SetAccountFrozen(account: record.owner, frozen: true))
            return TransactionDraft(regulator, [freeze, .buyItem(BuyItem(item: item, price: price))])
        case .balanceTooLow:
            for _ in 0..<10 {
                let buyer = person(except: record.owner)
                if auditor.liveBalance(of: price.classID, account: buyer) < price.amount {
                    return draft(buyer, item, price)
                }
            }
            return nil
        default:
            return draft(person(except: record.owner), item, price)
        }
    }

    mutating func burnDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let sender = person()
        func draft(_ sender: AccountID, _ asset: Asset) -> TransactionDraft {
            TransactionDraft(sender, [.burn(Burn(asset: asset))])
        }
        switch code {
        case .lotNotFound: return draft(sender, .lot(foreignLot(to: sender, auditor)))
        case .itemNotFound: return draft(sender, .item(foreignItem(to: sender, auditor)))
        case .classNotFound: return draft(sender, .units(missingClassID(auditor), 1))
        case .wrongKind: return classID(auditor, not: .points).map { draft(sender, .units($0, 1)) }
        case .classFrozen:
            if let id = frozenClass(auditor, .points) { return draft(sender, .units(id, 1)) }
            guard let id = classID(auditor, .points), let issuer = issuer(of: id, auditor) else { return nil }
            return frozen(id, before: [], .burn(Burn(asset: .units(id, 1))), by: issuer)
        case .lotExpired:
            return deadLot(auditor).map { draft($0.lot.owner, .lot($0.id)) }
        default:
            guard let id = classID(auditor, .points) else { return nil }
            let balance = auditor.liveBalance(of: id, account: sender)
            return balance < .max ? draft(sender, .units(id, balance + 1)) : nil
        }
    }
}
