package dev.redkeep.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with rules, gathered. Not safe to share between threads. */
final class Mistakes {
    private final List<String> all = new ArrayList<>();

    /** The path is empty for the whole. */
    void add(String path, String message) {
        all.add(path.isEmpty() ? message : path + ": " + message);
    }

    int count() {
        return all.size();
    }

    /** What is made, unless making it is refused, which is a mistake at a path. */
    <T> Optional<T> attempt(String path, Supplier<T> make) {
        try {
            return Optional.of(make.get());
        } catch (IllegalArgumentException refused) {
            add(path, String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    void throwIfAny() {
        if (!all.isEmpty()) {
            throw exception();
        }
    }

    LimitRulesException exception() {
        return new LimitRulesException(all);
    }
}
