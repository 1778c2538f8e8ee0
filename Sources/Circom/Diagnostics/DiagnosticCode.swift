/// The rules that a source can break.
///
/// The raw values are the official compiler's codes (`program_structure/src/program_library/error_code.rs` of
/// circom 2.2.3), so that what is written about them elsewhere helps here too; `L` codes are ours.
package enum DiagnosticCode: String, Sendable, CaseIterable {
    case noMain = "P1001"
    case severalMains = "P1002"
    case compilerVersion = "P1003"
    case missingVersion = "P1004"
    case unclosedComment = "P1005"
    case unreadableFile = "P1006"
    case missingSemicolon = "P1008"
    case unknownPragma = "P1011"
    case syntax = "P1012"
    case repeatedPragma = "P1013"
    case includeNotFound = "P1014"
    case undefinedFunction = "T2001"
    case unknownCondition = "T2005"
    case declaredTwice = "T2008"
    case signalInsideLoop = "T2011"
    case argumentCount = "T2012"
    case missingReturn = "T2015"
    case signalInFunction = "T2016"
    case unevenArray = "T2017"
    case wrongTypes = "T2020"
    case undeclared = "T2021"
    case returnInTemplate = "T2024"
    case wrongAccess = "T2032"
    case wrongOperator = "T2038"
    case constraintInFunction = "T2039"
    case wrongTag = "T2047"
    case differentBus = "T2059"
    case wrongDimensions = "T2061"
    case illegalMain = "T2063"
    case execution = "T3001"
    case quadraticHint = "T3002"
    case unconstrainedSignal = "CA01"
    case unconstrainedPort = "CA02"
    case anonymousComponent = "TAC01"
    case tuple = "TAC02"
    case customIntermediate = "CG01"
    case customConstraint = "CG02"
    case customComponent = "CG03"
    case customPragma = "CG04"
    case customVersion = "CG05"
    case foreignTemplate = "BU01"
    case nonQuadratic = "T20462"
    case limit = "L0001"

    /// Whether a warning is given only when it is asked for, as the official compiler's `--inspect` does.
    package var isInspection: Bool {
        switch self {
        case .quadraticHint, .unconstrainedSignal, .unconstrainedPort: true
        default: false
        }
    }

    var isWarning: Bool {
        switch self {
        case .missingVersion, .quadraticHint, .unconstrainedSignal, .unconstrainedPort, .customIntermediate: true
        default: false
        }
    }
}
