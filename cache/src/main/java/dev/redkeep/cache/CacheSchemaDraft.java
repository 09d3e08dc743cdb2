package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.RedisType;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A schema while it is being put together. */
final class CacheSchemaDraft<K, V> {
    final KeyPattern pattern;
    final Function<? super K, Key> keys;
    final Codec<V> codec;
    final boolean documented;

    @Nullable
    BiFunction<? super K, ? super V, Duration> timeToLive;

    @Nullable
    Duration steadyTime;

    Duration absentFor;

    @Nullable
    BiFunction<? super K, ? super V, ? extends Collection<String>> tags;

    @Nullable
    Function<? super K, String> group;

    boolean clearable;

    CacheSchemaDraft(KeyPattern pattern, Function<? super K, Key> keys, Codec<V> codec, boolean documented) {
        this.pattern = requireNonNull(pattern, "pattern");
        this.keys = requireNonNull(keys, "keys");
        this.codec = requireNonNull(codec, "codec");
        this.documented = documented;
        this.clearable = !documented;
        this.absentFor = documented ? Duration.ZERO : shorter(Duration.ofSeconds(10), CacheSchema.longest(pattern));
        if (pattern.facts().type() != RedisType.STRING || pattern.facts().deprecated()) {
            throw new IllegalArgumentException(pattern + " must be declared a string, and not deprecated");
        }
    }

    CacheSchemaDraft(CacheSchema<K, V> schema) {
        this(schema.pattern, schema.keys, schema.codec, schema.documented);
        this.timeToLive = schema.timeToLive;
        this.steadyTime = schema.steadyTime;
        this.absentFor = schema.absentFor;
        this.tags = schema.tags;
        this.group = schema.group;
        this.clearable = schema.clearable;
    }

    private static Duration shorter(Duration one, Optional<Duration> other) {
        return other.filter(time -> time.compareTo(one) < 0).orElse(one);
    }
}
