package import ConstraintSystem
internal import FiniteFields

/// Why a step of a ceremony was refused.
package enum CeremonyError: Error, Equatable, Sendable {
    /// A file is not what it should be.
    case file(ConstraintSystemError)

    /// A proving key is not what it should be.
    case key(Groth16Error)

    /// The power is not one that this library works with.
    case powerOutOfRange(UInt32)

    /// A point's coordinate is not below the modulus, or the point is off its curve, outside its subgroup or infinite.
    case pointInvalid(section: UInt32, index: Int)

    /// A contribution's record cannot be read; contributions count from 1.
    case contributionMalformed(number: Int, reason: String)

    /// A name has more bytes than a record takes.
    case nameTooLong(byteCount: Int)

    /// A beacon's value is empty or too long, or its number of iterations is out of bounds.
    case beaconInvalid(reason: String)

    /// The powers were cut from a larger ceremony, which nobody can contribute to any more.
    case powersAreTruncated

    /// The powers were not prepared for phase 2.
    case powersNotPrepared

    /// The circuit needs more powers than there are.
    case circuitTooLarge(powerNeeded: Int, power: Int)

    /// A check failed: the file was not made by the steps that it claims.
    case unsound(CeremonyFinding)

    /// The task was cancelled.
    case cancelled
}

/// What is wrong with a ceremony's result; contributions count from 1.
package enum CeremonyFinding: Error, Equatable, Sendable {
    /// Nobody contributed, so whoever made the file may know its secrets.
    case noContribution

    /// Every contribution is a public beacon, so anybody can draw the secrets again.
    case onlyBeacons

    /// Nobody contributed to the powers of a key but public beacons, so anybody may know their secrets.
    case powersKnown

    /// The key's points show a secret that everybody knows; see ``VerificationKey/knownSecret``.
    case secretKnown(String)

    /// The key of a contribution's beacon does not follow from the beacon.
    case beaconKeyDiffers(contribution: Int)

    /// The public key's points in G1 and G2 do not share their ratio.
    case publicKeyInvalid(contribution: Int, secret: String)

    /// A value does not follow from the one before it by the contribution's key.
    case doesNotFollow(contribution: Int, value: String)

    /// A contribution's saved hash is not that of the points.
    case responseHashDiffers(contribution: Int)

    /// The hash of the points is not the challenge that the last contribution names.
    case challengeDiffers

    /// A section's points are not successive powers.
    case powersDoNotMatch(section: UInt32)

    /// A section's first points are not those of the last contribution.
    case firstPointsDiffer(section: UInt32)

    /// The Lagrange form of a section is not that of its powers.
    case lagrangeFormDiffers(section: UInt32, power: Int)

    /// A contribution's transcript is not the hash of what came before it.
    case transcriptDiffers(contribution: Int)

    /// The key is of another circuit or other powers than given.
    case circuitHashDiffers

    /// A part of the key that contributions leave alone has changed.
    case partChanged(String)

    /// The last contribution's delta is not the key's.
    case deltaDiffers

    /// A section's points were not divided by delta.
    case sectionDoesNotFollowDelta(section: UInt32)
}

extension CeremonyError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .file(let error): error.description
        case .key(let error): error.description
        case .powerOutOfRange(let power):
            "a ceremony of power \(power) is not supported; powers are 1 to \(PowersOfTau.powerMax)"
        case .pointInvalid(let section, let index):
            "point \(index) of section \(section) is not a point of its group"
        case .contributionMalformed(let number, let reason): "contribution \(number): \(reason)"
        case .nameTooLong(let count): "a name has at most \(ContributionLabel.nameByteCountMax) bytes, not \(count)"
        case .beaconInvalid(let reason): reason
        case .powersAreTruncated: "the powers were cut from a larger ceremony; nobody can contribute to them"
        case .powersNotPrepared: "the powers are not prepared for phase 2"
        case .circuitTooLarge(let needed, let power): "the circuit needs powers of 2^\(needed); the file has 2^\(power)"
        case .unsound(let finding): finding.description
        case .cancelled: "cancelled"
        }
    }
}

extension CeremonyFinding: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noContribution: "there is no contribution: the secrets may be known"
        case .onlyBeacons: "every contribution is a public beacon: anybody can draw the secrets again"
        case .powersKnown: "nobody contributed to the powers but public beacons: anybody may know their secrets"
        case .secretKnown(let reason): "anybody can forge proofs: \(reason)"
        case .beaconKeyDiffers(let number): "contribution \(number): the key does not follow from the beacon"
        case .publicKeyInvalid(let number, let secret): "contribution \(number): the public key of \(secret) is invalid"
        case .doesNotFollow(let number, let value):
            "contribution \(number): \(value) does not follow from the one before"
        case .responseHashDiffers(let number): "contribution \(number): the saved hash is not that of the points"
        case .challengeDiffers: "the points' hash is not the challenge that the last contribution names"
        case .powersDoNotMatch(let section): "section \(section): the points are not successive powers"
        case .firstPointsDiffer(let section): "section \(section): the first points are not the last contribution's"
        case .lagrangeFormDiffers(let section, let power):
            "section \(section): the Lagrange form of size 2^\(power) is not that of the powers"
        case .transcriptDiffers(let number):
            "contribution \(number): the transcript is not the hash of what came before"
        case .circuitHashDiffers: "the key is of another circuit or of other powers"
        case .partChanged(let part): "\(part) differs from that of the initial key"
        case .deltaDiffers: "delta is not that of the last contribution"
        case .sectionDoesNotFollowDelta(let section): "section \(section): the points do not follow delta"
        }
    }
}

extension CeremonyError {
    /// The error of a proving key as one of a ceremony.
    package init(_ error: Groth16Error) {
        if case .file(let error) = error {
            self = .file(error)
        } else {
            self = .key(error)
        }
    }

    /// The error of the layer of files as one of a ceremony.
    init(_ error: ConstraintSystemError) {
        self = error == .cancelled ? .cancelled : .file(error)
    }

    /// Runs checks and makes what they find the error.
    static func finding(_ checks: () throws(CeremonyFinding) -> Void) throws(CeremonyError) {
        do {
            try checks()
        } catch {
            throw .unsound(error)
        }
    }

    /// Runs work of the layer below and makes its error one of a ceremony.
    static func wrapping<Result: ~Copyable>(
        _ work: () throws(ConstraintSystemError) -> Result
    ) throws(CeremonyError) -> Result {
        do {
            return try work()
        } catch {
            throw CeremonyError(error)
        }
    }

    /// Runs work whose result is worth nothing after a cancellation: sums and transforms that were left out are infinite or
    /// zero, and comparisons of them may hold.
    ///
    /// - Throws: What the work throws; ``cancelled`` after a request, whatever came out of the work.
    static func unlessCancelled<Result: ~Copyable>(
        _ work: () throws(CeremonyError) -> Result
    ) throws(CeremonyError) -> Result {
        let result: Result
        do {
            result = try work()
        } catch {
            throw WorkCancellation.isRequested ? .cancelled : error
        }
        if WorkCancellation.isRequested { throw .cancelled }
        return result
    }
}
