import RightsLedger
import Signatures

extension LedgerWorkload {
    /// A draft that will probably apply; `nil` where the books do not offer one of the kind that was drawn.
    mutating func promisingDraft(_ auditor: Auditor) -> TransactionDraft? {
        if auditor.books.lastClass < 18, random.chance(1, in: 12) { return createClassDraft(auditor) }
        switch random.below(100) {
        case 0..<2: return accountDraft(auditor)
        case 2..<5: return classDraft(auditor)
        case 5..<15: return grantPointsDraft(auditor)
        case 15..<21: return grantEntitlementDraft(auditor)
        case 21..<25: return grantCollectibleDraft(auditor)
        case 25..<38: return transferUnitsDraft(auditor)
        case 38..<43: return transferRightDraft(auditor)
        case 43..<49: return splitDraft(auditor)
        case 49..<54: return combineDraft(auditor)
        case 54..<58: return offerDraft(auditor)
        case 58..<62: return buyDraft(auditor)
        case 62..<64: return campaignDraft(auditor)
        case 64..<74: return attestDraft(auditor)
        case 74..<77: return agreementDraft(auditor)
        case 77..<86: return redeemDraft(auditor)
        case 86..<88: return refundDraft(auditor)
        case 88..<90: return confirmDraft(auditor)
        case 90..<94: return burnDraft(auditor)
        case 94..<95: return scheduleBurnDraft(auditor)
        default: return buyBackDraft(auditor)
        }
    }

    private mutating func accountDraft(_ auditor: Auditor) -> TransactionDraft? {
        switch random.below(4) {
        case 0:
            guard let account = frozenAccount(auditor) else { return nil }
            let operation = Operation.setAccountFrozen(SetAccountFrozen(account: account, frozen: false))
            return TransactionDraft(regulator(), [operation])
        case 1:
            let operation = Operation.setAccountFrozen(SetAccountFrozen(account: person(), frozen: true))
            // Frozen accounts stop much else, so there are few of them at a time.
            return frozenAccount(auditor) == nil || random.chance(1, in: 4)
                ? TransactionDraft(regulator(), [operation]) : nil
        case 2:
            let account = people.persons[random.below(people.persons.count)]
            let roles: Roles = [.person, .platform, [.person, .oracle], []][random.below(4)]
            return TransactionDraft(regulator(), [.setRoles(SetRoles(account: account, roles: roles))])
        default:
            return rotateKeyDraft(auditor)
        }
    }

    mutating func rotateKeyDraft(_ auditor: Auditor) -> TransactionDraft? {
        let sender = anyone()
        guard let key = people.newKey(random: &random) else { return nil }
        let nonce = auditor.books.accounts[sender]?.nonce ?? 0
        let rotation = RotateKey(to: key, chainID: chainID, sender: sender, nonce: nonce)
        return TransactionDraft(sender, [.rotateKey(rotation)])
    }

    private mutating func classDraft(_ auditor: Auditor) -> TransactionDraft? {
        switch random.below(6) {
        case 0: return createClassDraft(auditor)
        case 1:
            guard let id = classID(auditor, where: { $0.isFrozen }), let issuer = issuer(of: id, auditor) else {
                return nil
            }
            let sender = random.chance(1, in: 2) ? issuer : regulator()
            return TransactionDraft(sender, [.setClassFrozen(SetClassFrozen(classID: id, frozen: false))])
        case 2:
            guard classID(auditor, where: { $0.isFrozen }) == nil || random.chance(1, in: 6),
                let id = classID(auditor, where: { _ in true }), let issuer = issuer(of: id, auditor)
            else { return nil }
            return TransactionDraft(issuer, [.setClassFrozen(SetClassFrozen(classID: id, frozen: true))])
        case 3:
            guard let id = classID(auditor, where: { _ in true }), let issuer = issuer(of: id, auditor) else {
                return nil
            }
            let payload = SetMinter(classID: id, account: person(), allowed: random.chance(1, in: 2))
            return TransactionDraft(issuer, [.setMinter(payload)])
        default:
            guard let id = classID(auditor, where: { $0.terms.policy.transferability == .allowList }),
                let issuer = issuer(of: id, auditor)
            else { return nil }
            let payload = SetAllowed(classID: id, account: person(), allowed: random.chance(4, in: 5))
            return TransactionDraft(issuer, [.setAllowed(payload)])
        }
    }

    /// Somebody who may mint a class.
    mutating func minter(of id: ClassID, _ auditor: Auditor) -> AccountID? {
        guard let rightsClass = auditor.books.classes[id] else { return nil }
        let minters = rightsClass.minters.sorted()
        return random.chance(1, in: 3) ? random.element(of: minters) ?? rightsClass.issuer : rightsClass.issuer
    }

    private mutating func grantPointsDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let id = classID(auditor, .points), let sender = minter(of: id, auditor) else { return nil }
        let policy = auditor.books.classes[id]?.terms.policy
        // One class in which amounts are as large as they can be.
        let isGiant = id == ClassID(16)
        let bound: UInt64 = isGiant ? 1 << 61 : policy?.quota.map { $0.units / 4 + 1 } ?? 20_000
        let recipient = random.chance(1, in: 8) ? sender : person()
        let payload = GrantPoints(classID: id, recipient: recipient, amount: amount(upTo: bound))
        return TransactionDraft(sender, [.grantPoints(payload)])
    }

    private mutating func grantEntitlementDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let id = classID(auditor, .entitlement), let sender = minter(of: id, auditor) else { return nil }
        let recipient = random.chance(1, in: 6) ? sender : person()
        guard let payload = entitlement(of: id, to: recipient, auditor) else { return nil }
        return TransactionDraft(sender, [.grantEntitlement(payload)])
    }

    /// A lot with good fields that ends within some months.
    mutating func entitlement(of id: ClassID, to recipient: AccountID, _ auditor: Auditor) -> GrantEntitlement? {
        guard let terms = auditor.books.classes[id]?.terms, terms.kind == .entitlement else { return nil }
        let today = auditor.dayNumber(offsetMinutes: Int(terms.utcOffsetMinutes))
        let from = today + random.number(in: -10...10)
        let until = max(from, today) + random.number(in: 1...90)
        let scopes = terms.policy.scopeCount >= 64 ? UInt64.max : (1 << UInt64(terms.policy.scopeCount)) - 1
        let scope = random.chance(1, in: 2) ? scopes : random.next() & scopes
        return GrantEntitlement(
            classID: id, recipient: recipient, quantity: UInt32(1 + random.below(12)),
            tier: UInt16(random.below(3)), scope: scope == 0 ? 1 : scope, validFrom: UInt16(clamping: from),
            validUntil: UInt16(clamping: until))
    }

    private mutating func grantCollectibleDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let id = classID(auditor, .collectible), let sender = minter(of: id, auditor) else { return nil }
        let recipient = random.chance(1, in: 6) ? sender : person()
        let payload = GrantCollectible(classID: id, recipient: recipient, metadataHash: digest())
        return TransactionDraft(sender, [.grantCollectible(payload)])
    }

    /// Somebody to whom an account may move a class.
    mutating func recipient(
        of id: ClassID, from sender: AccountID, _ auditor: Auditor
    ) -> AccountID {
        guard let rightsClass = auditor.books.classes[id] else { return person(except: sender) }
        switch rightsClass.terms.policy.transferability {
        case .free, .soulbound:
            break
        case .allowList:
            let others = rightsClass.allowed.sorted().filter { $0 != sender }
            if let other = random.element(of: others), random.chance(3, in: 4) { return other }
            if sender != rightsClass.issuer { return rightsClass.issuer }
        case .issuerOnly:
            if sender != rightsClass.issuer { return rightsClass.issuer }
        }
        return person(except: sender)
    }

    private mutating func transferUnitsDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard
            let id = classID(
                auditor, where: { $0.terms.kind == .points && $0.terms.policy.transferability != .soulbound }),
            let holder = holder(of: id, auditor)
        else { return nil }
        let recipient = recipient(of: id, from: holder.account, auditor)
        let asset = Asset.units(id, amount(upTo: holder.units))
        return TransactionDraft(holder.account, [.transfer(Transfer(asset: asset, recipient: recipient))])
    }

    private mutating func transferRightDraft(_ auditor: Auditor) -> TransactionDraft? {
        if random.chance(1, in: 2), let (id, lot) = liveLot(auditor) {
            let recipient = recipient(of: lot.classID, from: lot.owner, auditor)
            return TransactionDraft(lot.owner, [.transfer(Transfer(asset: .lot(id), recipient: recipient))])
        }
        guard let (item, record) = item(auditor) else { return nil }
        var recipient = recipient(of: item.classID, from: record.owner, auditor)
        if let rightsClass = auditor.books.classes[item.classID], rightsClass.terms.policy.royaltyBasisPoints > 0,
            record.owner != rightsClass.issuer, random.chance(2, in: 3)
        {
            recipient = rightsClass.issuer
        }
        return TransactionDraft(record.owner, [.transfer(Transfer(asset: .item(item), recipient: recipient))])
    }

    private mutating func splitDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let (id, lot) = liveLot(auditor), let part = part(of: lot) else { return nil }
        return TransactionDraft(lot.owner, [.split(Split(lot: id, part: part))])
    }

    /// A part that a lot can be split by, unless its day is past.
    mutating func part(of lot: AuditorBooks.Lot) -> Split.Part? {
        let bits = lot.scope.nonzeroBitCount
        switch random.below(3) {
        case 0 where lot.quantity > 1:
            return .quantity(1 + random.below(lot.quantity - 1))
        case 1 where bits > 1:
            var scope = lot.scope & random.next()
            if scope == 0 || scope == lot.scope { scope = lot.scope & (~lot.scope &+ 1) }
            return .scope(scope)
        default:
            let days = Int(lot.validUntil) - Int(lot.validFrom)
            guard days > 1 else { return nil }
            // Later days are more often still to come.
            let first = random.chance(1, in: 2) ? max(1, days - 5) : 1
            return .day(UInt32(Int(lot.validFrom) + random.number(in: first...(days - 1))))
        }
    }

    private mutating func combineDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let (id, lot) = liveLot(auditor) else { return nil }
        // A split leaves its halves near each other, and a combination undoes it in either direction.
        for _ in 0..<40 {
            let other = LotID(auditor.books.lastLot - random.below(min(auditor.books.lastLot, 300)))
            guard other != id, let second = auditor.books.lots[other], second.owner == lot.owner,
                second.classID == lot.classID, !auditor.isDead(second)
            else { continue }
            return TransactionDraft(lot.owner, [.combine(Combine(into: id, from: other))])
        }
        guard let part = part(of: lot) else { return nil }
        let new = LotID(auditor.books.lastLot + 1)
        let combine = random.chance(1, in: 2) ? Combine(into: id, from: new) : Combine(into: new, from: id)
        return TransactionDraft(lot.owner, [.split(Split(lot: id, part: part)), .combine(combine)])
    }

    private mutating func burnDraft(_ auditor: Auditor) -> TransactionDraft? {
        switch random.below(6) {
        case 0:
            guard let (id, lot) = liveLot(auditor) else { return nil }
            return TransactionDraft(lot.owner, [.burn(Burn(asset: .lot(id)))])
        case 1:
            guard let (item, record) = item(auditor) else { return nil }
            return TransactionDraft(record.owner, [.burn(Burn(asset: .item(item)))])
        default:
            guard let id = classID(auditor, .points), let holder = holder(of: id, auditor) else { return nil }
            return TransactionDraft(holder.account, [.burn(Burn(asset: .units(id, amount(upTo: holder.units))))])
        }
    }
}
