package dev.redkeep.core.schema;

import static dev.redkeep.core.key.Segment.epochSeconds;
import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.text;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern0;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.key.Sensitivity;
import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Settings, view counts, locks, states and metrics: D8, D17 to D19, D21 to D24. For the primitives of core. */
public final class OperationsKeys {
    private static final TtlPolicy BY_METRIC = TtlPolicy.between(Duration.ofHours(1), Duration.ofDays(30));

    /** D8: a setting's value, credentials among them. */
    public static final KeyPattern1<String> SETTING = KeyPattern.of("env_vars:{variable_name}", text())
            .string()
            .persistent("a setting holds until it is changed")
            .sensitivity(Sensitivity.SECRET)
            .owner("settings");

    /** D17: how often a publication was viewed. */
    public static final KeyPattern1<Long> VIEWS = KeyPattern.of("viewed:{shout_id}", number())
            .string()
            .persistent("a count that nothing else holds")
            .sensitivity(Sensitivity.PUBLIC)
            .owner("counter");

    /** D18: views by publication as they were at a moment. */
    public static final KeyPattern1<Instant> MIGRATED_VIEWS = KeyPattern.of(
                    "migrated_views_{timestamp}", epochSeconds())
            .hash()
            .persistent("analytics that nothing else holds")
            .sensitivity(Sensitivity.PUBLIC)
            .owner("counter");

    /** D19: publication ids by slug. */
    public static final KeyPattern0 MIGRATED_SLUGS = KeyPattern.of("migrated_views_slugs")
            .hash()
            .persistent("analytics that nothing else holds")
            .sensitivity(Sensitivity.PUBLIC)
            .owner("counter");

    /** D21: who holds an operation on an entity. */
    public static final KeyPattern2<String, String> LOCK = KeyPattern.of(
                    "lock:{operation}:{entity_id}", text(), text().hashTag())
            .string()
            .fixed(Duration.ofSeconds(30))
            .owner("lock");

    /** D22: how far a process is. */
    public static final KeyPattern2<String, String> STATE = KeyPattern.of(
                    "state:{process}:{identifier}", text(), text().hashTag())
            .hash()
            .ttl(TtlPolicy.between(Duration.ofMinutes(1), Duration.ofHours(1)))
            .owner("state");

    /** D23: a metric's value. */
    public static final KeyPattern2<String, String> METRIC = KeyPattern.of(
                    "metrics:{metric_name}:{period}", text(), text())
            .string()
            .ttl(BY_METRIC)
            .sensitivity(Sensitivity.PUBLIC)
            .owner("counter");

    /** D24: statistics of an entity. */
    public static final KeyPattern2<String, String> STATISTICS = KeyPattern.of(
                    "stats:{entity}:{timeframe}", text(), text())
            .hash()
            .ttl(BY_METRIC)
            .sensitivity(Sensitivity.PUBLIC)
            .owner("counter");

    /** All of them. */
    public static final List<KeyPattern> ALL =
            List.of(SETTING, VIEWS, MIGRATED_VIEWS, MIGRATED_SLUGS, LOCK, STATE, METRIC, STATISTICS);

    private OperationsKeys() {}
}
