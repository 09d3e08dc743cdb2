package dev.redkeep.ratelimit;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * Which limits hold for an endpoint and a class of users, as a whole that is free of contradictions. Immutable and safe to
 * share between threads; equal if the rules are.
 *
 * <p>The rule that holds is the one for the endpoint and the class; else the one for the endpoint and any class; else the one
 * for any endpoint and the class; else the default, the one for any of both, which must be there. Two rules for the same are
 * refused.
 *
 * <p>From code:
 *
 * <pre>{@code
 * LimitRules.of(
 *         LimitRule.of("default", Limit.perMinute(100)),
 *         LimitRule.of("login", Limit.perMinute(5), Limit.perHour(20)).endpoints("POST /login").classes("anonymous"))
 * }</pre>
 *
 * <p>The same from JSON:
 *
 * <pre>{@code
 * {"rules": {
 *   "default": {"limits": {"minute": {"permits": 100, "period": "1m"}}},
 *   "login": {
 *     "endpoints": ["POST /login"],
 *     "classes": ["anonymous"],
 *     "limits": {
 *       "minute": {"permits": 5, "period": "1m"},
 *       "hour": {"permits": 20, "period": "PT1H"}
 *     }
 *   }
 * }}
 * }</pre>
 *
 * <p>And from properties:
 *
 * <pre>{@code
 * rules.default.limits.minute.permits = 100
 * rules.default.limits.minute.period = 1m
 * rules.login.endpoints = POST /login
 * rules.login.classes = anonymous
 * rules.login.limits.minute.permits = 5
 * rules.login.limits.minute.period = 1m
 * rules.login.limits.hour.permits = 20
 * rules.login.limits.hour.period = PT1H
 * }</pre>
 *
 * <p>A limit has {@code permits} and {@code period}, and may have {@code burst}, {@code algorithm} ({@code gcra}, {@code
 * token_bucket}, {@code sliding_window_log}, {@code sliding_window_counter} or {@code fixed_window}) and {@code scope}; what they
 * mean, and their ranges, are told at {@link Limit}. A period is written as in Go ({@code 500ms}, {@code 1m30s}) or as in ISO
 * 8601 ({@code PT1M30S}). In properties several endpoints or classes are parted by commas. What is not known is refused.
 */
public final class LimitRules {
    private static final int MOST_BYTES = 1_000_000;

    private final List<LimitRule> rules;
    private final Map<Target, LimitRule> byTarget;
    private final LimitRule byDefault;

    /** An endpoint and a class; empty for any. */
    private record Target(String endpoint, String userClass) {
        @Override
        public String toString() {
            return (endpoint.isEmpty() ? "any endpoint" : "endpoint \"" + endpoint + '"')
                    + (userClass.isEmpty() ? " and any class" : " and class \"" + userClass + '"');
        }
    }

    private LimitRules(List<LimitRule> rules, Map<Target, LimitRule> byTarget, LimitRule byDefault) {
        this.rules = rules;
        this.byTarget = byTarget;
        this.byDefault = byDefault;
    }

    /**
     * Rules from code.
     *
     * @param rules one of them for any endpoint and any class
     * @return the rules
     * @throws LimitRulesException if they contradict each other, or there is no default; it lists all mistakes
     */
    public static LimitRules of(LimitRule... rules) {
        return of(List.of(rules), new Mistakes(), true);
    }

    /**
     * Rules from JSON in UTF-8, as above.
     *
     * @param json up to 1,000,000 bytes; read to the end, and not closed
     * @return the rules
     * @throws IOException if it cannot be read
     * @throws LimitRulesException if it is not such JSON; it lists all mistakes
     */
    public static LimitRules json(InputStream json) throws IOException {
        return json(json.readNBytes(MOST_BYTES + 1));
    }

    /**
     * Rules from JSON in UTF-8, as above.
     *
     * @param json up to 1,000,000 bytes
     * @return the rules
     * @throws LimitRulesException if it is not such JSON; it lists all mistakes
     */
    public static LimitRules json(byte[] json) {
        Mistakes mistakes = new Mistakes();
        if (json.length > MOST_BYTES) {
            mistakes.add("", "the JSON must have at most " + MOST_BYTES + " bytes");
            throw mistakes.exception();
        }
        return new LimitRulesReader(mistakes).read(RulesTree.json(json, mistakes));
    }

    /**
     * Rules from properties, as above.
     *
     * @param properties none but these; those of its defaults count
     * @return the rules
     * @throws LimitRulesException if they are not such properties; it lists all mistakes
     */
    public static LimitRules properties(Properties properties) {
        Mistakes mistakes = new Mistakes();
        return new LimitRulesReader(mistakes).read(RulesTree.properties(properties, mistakes));
    }

    /**
     * The rules as a whole, unless that or something before was wrong.
     *
     * @param complete whether these are all; else the default may be among those that are wrong
     */
    static LimitRules of(List<LimitRule> rules, Mistakes mistakes, boolean complete) {
        Map<Target, LimitRule> byTarget = new HashMap<>();
        Map<String, LimitRule> byName = new HashMap<>();
        for (LimitRule rule : rules) {
            String path = "rules." + rule.name();
            if (byName.put(rule.name(), rule) != null) {
                mistakes.add(path, "two rules must not have one name");
            }
            for (String endpoint : orAny(rule.endpoints())) {
                for (String userClass : orAny(rule.classes())) {
                    Target target = new Target(endpoint, userClass);
                    LimitRule other = byTarget.putIfAbsent(target, rule);
                    if (other != null) {
                        mistakes.add(path, "must not be for " + target + ", as rule " + other.name() + " is");
                    }
                }
            }
        }
        LimitRule byDefault = byTarget.get(new Target("", ""));
        if (byDefault == null && complete) {
            mistakes.add("rules", "must have a default: a rule without endpoints and classes");
        }
        mistakes.throwIfAny();
        if (byDefault == null) {
            throw new IllegalStateException("a rule was left out without a mistake");
        }
        return new LimitRules(List.copyOf(rules), Map.copyOf(byTarget), byDefault);
    }

    /** In an order of their own, so that mistakes are always told in the same. */
    private static List<String> orAny(Set<String> values) {
        return values.isEmpty() ? List.of("") : values.stream().sorted().toList();
    }

    /**
     * The rule that holds.
     *
     * @param endpoint an endpoint, as the rules spell it
     * @param userClass a class of users, as the rules spell it
     * @return the most specific one; the default for what no rule names
     */
    public LimitRule rule(String endpoint, String userClass) {
        LimitRule rule = byTarget.get(new Target(endpoint, userClass));
        if (rule == null) {
            rule = byTarget.get(new Target(endpoint, ""));
        }
        if (rule == null) {
            rule = byTarget.get(new Target("", userClass));
        }
        return rule == null ? byDefault : rule;
    }

    /**
     * All of them.
     *
     * @return in the order in which they were given; properties are in the alphabet's
     */
    public List<LimitRule> rules() {
        return rules;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LimitRules same && same.rules.equals(rules);
    }

    @Override
    public int hashCode() {
        return rules.hashCode();
    }

    /**
     * The rules.
     *
     * @return such as {@code LimitRules[…]}
     */
    @Override
    public String toString() {
        return "LimitRules" + rules;
    }
}
