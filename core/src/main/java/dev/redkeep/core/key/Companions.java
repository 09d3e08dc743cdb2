package dev.redkeep.core.key;

import static java.util.Objects.requireNonNull;

/** What makes a pattern one of companions of another: more in front, and all else the same. */
final class Companions {
    private Companions() {}

    /** Their template; refuses facts that would let more people see the values. */
    static KeyTemplate template(KeyPattern of, String literal, KeyFacts facts) {
        Sensitivity least = of.facts().sensitivity();
        if (requireNonNull(facts, "facts").sensitivity().compareTo(least) < 0) {
            throw new IllegalArgumentException(
                    "facts must be at least " + least + ", as " + of + " is, since both keys hold the same values");
        }
        return of.parsedTemplate().behind(literal);
    }

    /**
     * How many bytes a companion's key has more.
     *
     * @throws IllegalArgumentException if the sibling is no pattern of companions
     */
    static int lead(KeyPattern of, KeyPattern sibling) {
        int more = sibling.template().length() - of.template().length();
        if (more < 1
                || sibling.segments() != of.segments()
                || sibling.layout() != of.layout()
                || !sibling.template().endsWith(of.template())) {
            throw new IllegalArgumentException(
                    "sibling must be made by " + of + ".behind(…), in the same layout; " + sibling + " is not");
        }
        return more;
    }
}
