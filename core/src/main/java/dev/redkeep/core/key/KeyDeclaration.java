package dev.redkeep.core.key;

import dev.redkeep.core.ttl.TtlPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A pattern in the making. Each step asks for what the schema must say next, so that a pattern without a type, a TTL
 * policy or an owner does not compile: the type, then {@link Lifetime}, then {@link Ownership}.
 *
 * @param <P> the pattern that comes out
 */
public final class KeyDeclaration<P> {
    private final Sensitivity sensitivity;
    private final Function<KeyFacts, P> build;

    KeyDeclaration(Sensitivity sensitivity, Function<KeyFacts, P> build) {
        this.sensitivity = sensitivity;
        this.build = build;
    }

    /**
     * The keys hold strings.
     *
     * @return the next step
     */
    public Lifetime<P> string() {
        return new Lifetime<>(this, RedisType.STRING);
    }

    /**
     * The keys hold hashes.
     *
     * @return the next step
     */
    public Lifetime<P> hash() {
        return new Lifetime<>(this, RedisType.HASH);
    }

    /**
     * The keys hold sets.
     *
     * @return the next step
     */
    public Lifetime<P> set() {
        return new Lifetime<>(this, RedisType.SET);
    }

    /**
     * The keys hold sorted sets.
     *
     * @return the next step
     */
    public Lifetime<P> sortedSet() {
        return new Lifetime<>(this, RedisType.SORTED_SET);
    }

    /**
     * The keys hold lists.
     *
     * @return the next step
     */
    public Lifetime<P> list() {
        return new Lifetime<>(this, RedisType.LIST);
    }

    /**
     * The keys hold streams.
     *
     * @return the next step
     */
    public Lifetime<P> stream() {
        return new Lifetime<>(this, RedisType.STREAM);
    }

    /**
     * The names are those of pub/sub channels, which store nothing and have no lifetime.
     *
     * @return the last step
     */
    public Ownership<P> channel() {
        return new Ownership<>(this, RedisType.CHANNEL, Optional.empty());
    }

    /**
     * The step that says how long a key lives.
     *
     * @param <P> the pattern that comes out
     */
    public static final class Lifetime<P> {
        private final KeyDeclaration<P> declaration;
        private final RedisType type;

        private Lifetime(KeyDeclaration<P> declaration, RedisType type) {
            this.declaration = declaration;
            this.type = type;
        }

        /**
         * Until it is deleted.
         *
         * @param reason why that is safe, in a few words
         * @return the last step
         * @throws IllegalArgumentException if the reason is blank
         */
        public Ownership<P> persistent(String reason) {
            return ttl(TtlPolicy.persistent(reason));
        }

        /**
         * For a time from its writing.
         *
         * @param time at least a millisecond
         * @return the last step
         * @throws IllegalArgumentException if the time is out of range
         */
        public Ownership<P> fixed(Duration time) {
            return ttl(TtlPolicy.fixed(time));
        }

        /**
         * For a time from its last use.
         *
         * @param idle at least a millisecond
         * @return the last step
         * @throws IllegalArgumentException if the time is out of range
         */
        public Ownership<P> sliding(Duration idle) {
            return ttl(TtlPolicy.sliding(idle));
        }

        /**
         * As a policy says.
         *
         * @param policy the policy
         * @return the last step
         */
        public Ownership<P> ttl(TtlPolicy policy) {
            return new Ownership<>(declaration, type, Optional.of(policy));
        }
    }

    /**
     * The last step: who owns the keys, and what else is to be said of them.
     *
     * @param <P> the pattern that comes out
     */
    public static final class Ownership<P> {
        private final KeyDeclaration<P> declaration;
        private final RedisType type;
        private final Optional<TtlPolicy> ttl;
        private Sensitivity sensitivity;
        private OptionalInt maxBytes = OptionalInt.empty();
        private Optional<String> replacedBy = Optional.empty();

        private Ownership(KeyDeclaration<P> declaration, RedisType type, Optional<TtlPolicy> ttl) {
            this.declaration = declaration;
            this.type = type;
            this.ttl = ttl;
            this.sensitivity = declaration.sensitivity;
        }

        /**
         * Says who may see the keys. Unless it is said, a pattern with a secret segment is {@link Sensitivity#SECRET}
         * and any other {@link Sensitivity#PERSONAL}.
         *
         * @param who who may see them
         * @return this step
         * @throws IllegalArgumentException if a segment is secret and this is less
         */
        public Ownership<P> sensitivity(Sensitivity who) {
            if (declaration.sensitivity == Sensitivity.SECRET && who != Sensitivity.SECRET) {
                throw new IllegalArgumentException("sensitivity must be SECRET, since the keys hold credentials");
            }
            sensitivity = who;
            return this;
        }

        /**
         * Bounds the size of one value. The client refuses to write a larger one.
         *
         * @param bytes the most bytes, at least 1
         * @return this step
         */
        public Ownership<P> maxBytes(int bytes) {
            maxBytes = OptionalInt.of(bytes);
            return this;
        }

        /**
         * Marks the keys as old: they are read and moved, never written.
         *
         * @param successor the template that took their place
         * @return this step
         */
        public Ownership<P> replacedBy(String successor) {
            replacedBy = Optional.of(successor);
            return this;
        }

        /**
         * Ends the declaration.
         *
         * @param owner the module or service that writes the keys
         * @return the pattern
         * @throws IllegalArgumentException if the owner is blank, or the size bound is below 1
         */
        public P owner(String owner) {
            return declaration.build.apply(new KeyFacts(type, ttl, owner, sensitivity, maxBytes, replacedBy));
        }
    }
}
