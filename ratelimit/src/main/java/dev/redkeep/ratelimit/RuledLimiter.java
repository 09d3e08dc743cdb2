package dev.redkeep.ratelimit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rules with their limiters, as one value that is replaced as a whole. */
final class RuledLimiter implements EndpointLimiter {
    /** What a limiter depends on. */
    private record Held(String rule, List<Limit> limits) {
        static Held of(LimitRule rule) {
            return new Held(rule.name(), rule.limits());
        }
    }

    private record Running(LimitRules rules, Map<String, RateLimiter> byRule, Map<Held, RateLimiter> all) {}

    private final Function<LimitRule, RateLimiter> open;
    private volatile Running running;

    RuledLimiter(LimitRules rules, Function<LimitRule, RateLimiter> open) {
        this.open = open;
        this.running = run(rules, Map.of());
    }

    @Override
    public RateLimiter limiter(String endpoint, String userClass) {
        Running now = running;
        RateLimiter limiter = now.byRule.get(now.rules.rule(endpoint, userClass).name());
        if (limiter == null) {
            throw new IllegalStateException("a rule has no limiter");
        }
        return limiter;
    }

    /** Several limits have their names in their keys anyway. */
    static String prefix(String prefix, LimitRule rule) {
        String ofRule = prefix + ':' + rule.name();
        return rule.limits().size() == 1 ? ofRule + ':' + rule.limits().get(0).name() : ofRule;
    }

    @Override
    public Map<String, RateLimiterStats> stats() {
        return running.byRule.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, rule -> rule.getValue().stats()));
    }

    @Override
    public LimitRules rules() {
        return running.rules;
    }

    @Override
    public synchronized void reload(LimitRules rules) {
        running = run(rules, running.all);
    }

    private Running run(LimitRules rules, Map<Held, RateLimiter> before) {
        Map<String, RateLimiter> byRule = new HashMap<>();
        Map<Held, RateLimiter> all = new HashMap<>();
        for (LimitRule rule : rules.rules()) {
            Held held = Held.of(rule);
            RateLimiter kept = before.get(held);
            RateLimiter limiter = kept == null ? open.apply(rule) : kept;
            byRule.put(rule.name(), limiter);
            all.put(held, limiter);
        }
        return new Running(rules, Map.copyOf(byRule), Map.copyOf(all));
    }
}
