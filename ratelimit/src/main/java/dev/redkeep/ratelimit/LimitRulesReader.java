package dev.redkeep.ratelimit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.redkeep.core.client.GoDuration;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads rules from a tree, and goes on after a mistake, so that all are told. Not safe to share between threads. */
final class LimitRulesReader {
    /** Any part of a limit can be tried on it alone. */
    private static final Limit SAMPLE = Limit.of(1, Duration.ofDays(366));

    private final Mistakes mistakes;
    /** Whether it is known of each rule for whom it is. */
    private boolean complete = true;

    LimitRulesReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    LimitRules read(JsonNode root) {
        mistakes.throwIfAny();
        List<LimitRule> rules = new ArrayList<>();
        object("", root, Set.of("rules"))
                .flatMap(whole -> required("rules", whole.get("rules")))
                .flatMap(node -> object("rules", node, Set.of()))
                .ifPresentOrElse(
                        named -> named.properties()
                                .forEach(entry ->
                                        rule(entry.getKey(), entry.getValue()).ifPresent(rules::add)),
                        () -> complete = false);
        return LimitRules.of(rules, mistakes, complete);
    }

    private Optional<LimitRule> rule(String name, JsonNode node) {
        int before = mistakes.count();
        String path = below("rules", name);
        Optional<JsonNode> rule = object(path, node, Set.of("endpoints", "classes", "limits"));
        if (rule.isEmpty()) {
            complete = false;
            return Optional.empty();
        }
        mistakes.attempt(path, () -> LimitRule.of(name, SAMPLE));
        Set<String> endpoints = texts(path + ".endpoints", rule.get().get("endpoints"));
        Set<String> classes = texts(path + ".classes", rule.get().get("classes"));
        boolean targeted = mistakes.count() == before;
        List<Limit> limits = new ArrayList<>();
        required(path + ".limits", rule.get().get("limits"))
                .flatMap(given -> object(path + ".limits", given, Set.of()))
                .ifPresent(named -> named.properties()
                        .forEach(entry -> limit(path + ".limits", entry.getKey(), entry.getValue())
                                .ifPresent(limits::add)));
        if (mistakes.count() == before) {
            return mistakes.attempt(path, () -> new LimitRule(name, endpoints, classes, limits))
                    .or(() -> standIn(name, endpoints, classes));
        }
        complete &= targeted;
        return targeted ? standIn(name, endpoints, classes) : Optional.empty();
    }

    /** For a rule whose limits are wrong: whether it contradicts others is told too. */
    private static Optional<LimitRule> standIn(String name, Set<String> endpoints, Set<String> classes) {
        return Optional.of(new LimitRule(name, endpoints, classes, List.of(SAMPLE)));
    }

    private Optional<Limit> limit(String above, String name, JsonNode node) {
        int before = mistakes.count();
        String path = below(above, name);
        Optional<JsonNode> limit = object(path, node, Set.of("permits", "period", "burst", "algorithm", "scope"));
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        JsonNode given = limit.get();
        mistakes.attempt(path, () -> SAMPLE.named(name));
        Optional<Duration> period = required(path + ".period", given.get("period"))
                .flatMap(value -> text(path + ".period", value))
                .flatMap(value -> period(path + ".period", value));
        Optional<Long> permits =
                required(path + ".permits", given.get("permits")).flatMap(value -> number(path + ".permits", value));
        Optional<Long> burst = present(given.get("burst")).flatMap(value -> number(path + ".burst", value));
        Algorithm algorithm = present(given.get("algorithm"))
                .flatMap(value -> text(path + ".algorithm", value))
                .flatMap(value -> algorithm(path + ".algorithm", value))
                .orElse(Algorithm.GCRA);
        String scope = present(given.get("scope"))
                .flatMap(value -> text(path + ".scope", value))
                .flatMap(value -> mistakes.attempt(path + ".scope", () -> SAMPLE.scope(value)))
                .map(Limit::scope)
                .orElse(Limit.CLIENT);
        Optional<Limit> counted = permits.flatMap(many -> mistakes.attempt(
                path + ".permits",
                () -> Limit.of(many, period.orElse(SAMPLE.period())).algorithm(algorithm)));
        if (period.isPresent() && counted.isPresent() && burst.isPresent()) {
            Limit even = counted.get();
            long value = burst.get();
            counted = mistakes.attempt(path + ".burst", () -> even.burst(value));
        }
        return mistakes.count() > before
                ? Optional.empty()
                : counted.map(any -> any.named(name).scope(scope));
    }

    private Optional<Duration> period(String path, String text) {
        try {
            Duration period = text.startsWith("P") ? Duration.parse(text) : GoDuration.parse(text);
            return mistakes.attempt(path, () -> Limit.of(1, period)).map(Limit::period);
        } catch (DateTimeParseException | IllegalArgumentException malformed) {
            mistakes.add(path, "must be a duration such as 1m30s or PT1M30S, not " + TextNode.valueOf(text));
            return Optional.empty();
        }
    }

    private Optional<Algorithm> algorithm(String path, String text) {
        List<Algorithm> known = Arrays.stream(Algorithm.values())
                .filter(algorithm -> algorithm != Algorithm.CONCURRENCY)
                .toList();
        Optional<Algorithm> named = known.stream()
                .filter(algorithm -> spelled(algorithm).equals(text))
                .findFirst();
        if (named.isEmpty()) {
            String all = known.stream().map(LimitRulesReader::spelled).collect(Collectors.joining(", "));
            mistakes.add(path, "must be one of " + all + ", not " + TextNode.valueOf(text));
        }
        return named;
    }

    private static String spelled(Algorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT);
    }

    /** An object with no other properties than the known ones; with any if none is known. */
    private Optional<JsonNode> object(String path, JsonNode node, Set<String> known) {
        if (!node.isObject()) {
            mistakes.add(path, path.isEmpty() ? "the whole must be an object" : "must be an object");
            return Optional.empty();
        }
        if (!known.isEmpty()) {
            node.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !known.contains(name))
                    .forEach(name -> mistakes.add(
                            below(path, name),
                            "is not known; known are " + known.stream().sorted().collect(Collectors.joining(", "))));
        }
        return Optional.of(node);
    }

    private Optional<JsonNode> required(String path, @Nullable JsonNode node) {
        if (node == null) {
            mistakes.add(path, "must be given");
        }
        return present(node);
    }

    private static Optional<JsonNode> present(@Nullable JsonNode node) {
        return Optional.ofNullable(node);
    }

    private Optional<String> text(String path, JsonNode node) {
        if (!node.isTextual()) {
            mistakes.add(path, "must be a text");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    private Optional<Long> number(String path, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            mistakes.add(path, "must be a whole number below 2^63");
            return Optional.empty();
        }
        return Optional.of(node.longValue());
    }

    /** None is any; but an empty list is taken for a mistake, since it would be for any too. */
    private Set<String> texts(String path, @Nullable JsonNode node) {
        Set<String> texts = new LinkedHashSet<>();
        if (node != null && (!node.isArray() || node.isEmpty())) {
            mistakes.add(path, "must be a list of texts that is not empty; leave it out for any");
        } else if (node != null) {
            for (JsonNode element : node) {
                text(path, element)
                        .flatMap(value -> mistakes.attempt(
                                path, () -> LimitRule.of("any", SAMPLE).endpoints(value)))
                        .filter(rule -> !texts.addAll(rule.endpoints()))
                        .ifPresent(twice -> mistakes.add(path, "must not have one twice"));
            }
        }
        return texts;
    }

    private static String below(String path, String name) {
        String plain =
                name.matches("[A-Za-z0-9_-]+") ? name : TextNode.valueOf(name).toString();
        return path.isEmpty() ? plain : path + '.' + plain;
    }
}
