package import FiniteFields

/// The laws of a field, checked on given elements.
package enum FieldLaws {
    /// Returns the names of the laws that some of the elements break.
    package static func violations<Element: FieldElement>(_ first: Element, _ second: Element, _ third: Element)
        -> [String]
    {
        var broken: [String] = []
        func check(_ name: String, _ holds: Bool) { if !holds { broken.append(name) } }
        check("addition commutes", first + second == second + first)
        check("addition associates", (first + second) + third == first + (second + third))
        check("zero is neutral", first + .zero == first && Element.zero.isZero)
        check("negatives cancel", (first + -first).isZero)
        check("subtraction adds the negative", first - second == first + -second)
        check("multiplication commutes", first * second == second * first)
        check("multiplication associates", (first * second) * third == first * (second * third))
        check("one is neutral", first * .one == first)
        check("multiplication distributes", first * (second + third) == first * second + first * third)
        check("a square is a product", first.squared == first * first)
        check("twice is a sum", first.doubled == first + first)
        check("thrice is a sum", first.tripled == first + first + first)
        check("halves double", first.halved.doubled == first)
        check("zero has no inverse", Element.zero.inverted() == nil)
        check("inverses multiply to one", first.isZero || first.inverted().map { $0 * first } == .one)
        check("both inversions agree", first.inverted() == first.invertedVariableTime())
        check("powers multiply", first.power([2, 1]) == first.power([0, 1]) * first.squared)
        var inverses = [first, .zero, second]
        Element.invertAll(&inverses)
        check(
            "inverses together are those apart",
            inverses == [first.inverted() ?? .zero, .zero, second.inverted() ?? .zero])
        return broken
    }
}
