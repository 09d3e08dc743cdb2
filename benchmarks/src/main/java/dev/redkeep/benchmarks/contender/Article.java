package dev.redkeep.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

/** A record of 1 kB as JSON. */
@JsonAutoDetect
public record Article(long id, String title, String body) {
    static Article of(long id) {
        return new Article(id, "An article of which there are many", "b".repeat(960));
    }
}
