package dev.redkeep.ratelimit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Limits for some endpoints and some classes of users. Immutable.
 *
 * <pre>{@code
 * LimitRule.of("login", Limit.perMinute(5)).endpoints("POST /login", "POST /register").classes("anonymous")
 * }</pre>
 *
 * @param name what the rule is called in keys: 1 to 32 lower-case letters, digits, {@code _} and {@code -}. Its endpoints and
 *     classes share what is counted
 * @param endpoints for which endpoints it is, as the application spells them when it asks, letter for letter: {@code *} is
 *     itself, and {@code get /a} is not {@code GET /a}. Up to 256 characters each, with no blank at either end. Empty for any
 * @param classes for which classes of users it is, spelled likewise. Empty for any
 * @param limits what holds: 1 to 16 with a name each, none of {@link Algorithm#CONCURRENCY}
 */
public record LimitRule(String name, Set<String> endpoints, Set<String> classes, List<Limit> limits) {
    private static final int LONGEST = 256;

    /**
     * Checks the parts, and copies them.
     *
     * @param name see the record
     * @param endpoints see the record
     * @param classes see the record
     * @param limits see the record
     * @throws IllegalArgumentException if one is out of its range; the message names it and the range
     */
    public LimitRule {
        Limit.checkWord("name", name);
        endpoints = texts("endpoints", endpoints);
        classes = texts("classes", classes);
        limits = RateLimiterOptions.checked(limits);
    }

    /**
     * A rule for all endpoints and classes: the default, unless it is narrowed.
     *
     * @param name 1 to 32 lower-case letters, digits, {@code _} and {@code -}
     * @param limits 1 to 16 with a name each
     * @return the rule
     * @throws IllegalArgumentException if one is out of its range
     */
    public static LimitRule of(String name, Limit... limits) {
        return new LimitRule(name, Set.of(), Set.of(), List.of(limits));
    }

    /**
     * For which endpoints it is.
     *
     * @param values such as {@code POST /login}: what the application will pass, so the route and not the path of a request
     * @return a rule
     * @throws IllegalArgumentException if one is blank, longer than 256 characters or there twice
     */
    public LimitRule endpoints(String... values) {
        return new LimitRule(name, distinct("endpoints", values), classes, limits);
    }

    /**
     * For which classes of users it is.
     *
     * @param values such as {@code anonymous}: what the application will pass
     * @return a rule
     * @throws IllegalArgumentException if one is blank, longer than 256 characters or there twice
     */
    public LimitRule classes(String... values) {
        return new LimitRule(name, endpoints, distinct("classes", values), limits);
    }

    private static Set<String> distinct(String parameter, String... values) {
        Set<String> distinct = new LinkedHashSet<>(List.of(values));
        if (distinct.size() < values.length) {
            throw new IllegalArgumentException(parameter + " must not have one twice");
        }
        return distinct;
    }

    private static Set<String> texts(String parameter, Set<String> values) {
        for (String value : values) {
            if (value.isBlank() || value.length() > LONGEST) {
                throw new IllegalArgumentException(
                        parameter + " must not be blank and have at most " + LONGEST + " characters each");
            }
            if (!value.equals(value.strip())) {
                throw new IllegalArgumentException(parameter + " must not begin or end with a blank, as \"" + value
                        + "\" does: each is compared as it is");
            }
        }
        return Set.copyOf(values);
    }
}
