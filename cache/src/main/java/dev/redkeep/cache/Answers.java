package dev.redkeep.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Waits for what was sent together. Each answer has a deadline of its own, so this ends. */
final class Answers {
    private Answers() {}

    static <R> R one(CompletionStage<R> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** All are waited for; the first failure is thrown then. */
    static <R> List<R> all(List<CompletionStage<R>> answers) {
        List<R> all = new ArrayList<>(answers.size());
        RuntimeException first = null;
        for (CompletionStage<R> answer : answers) {
            try {
                all.add(one(answer));
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        return orThrow(all, first);
    }

    private static <R> List<R> orThrow(List<R> all, @Nullable RuntimeException failure) {
        if (failure != null) {
            throw failure;
        }
        return all;
    }
}
