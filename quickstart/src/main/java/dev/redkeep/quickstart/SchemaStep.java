package dev.redkeep.quickstart;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.text;
import static dev.redkeep.sessions.SessionKeys.SESSION;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyCatalog;
import dev.redkeep.core.key.KeyFacts;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern2;
import java.time.Duration;

/** The key schema as code. Nothing is sent. */
final class SchemaStep implements Step {
    private static final KeyPattern2<Long, String> DRAFT = KeyPattern.of("draft:{author_id}:{title}", number(), text())
            .string()
            .fixed(Duration.ofHours(1))
            .owner("quickstart");

    private static final KeyPattern2<String, Long> TOPIC = KeyPattern.of("topic:{title}:{author_id}", text(), number())
            .string()
            .fixed(Duration.ofHours(1))
            .owner("quickstart");

    @Override
    public String title() {
        return "The key schema is code";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        notes.add("declared", SESSION.template(), facts(SESSION.facts()));
        Key key = DRAFT.key(7L, "on: keys");
        notes.add("rendered", DRAFT.template(), key.text());
        DRAFT.parse(key.bytes())
                .ifPresent(values -> notes.add("parsed", key.text(), values.first() + " and " + values.second()));
        notes.add("escaped", TOPIC.template(), TOPIC.key("on: keys", 7L).text());
        notes.add("documented", SESSION.template(), redacted(SESSION, KeyLayout.DOCUMENTED));
        notes.add("hardened", SESSION.template(), redacted(SESSION, KeyLayout.HARDENED) + " (a SHA-256)");
        refuse(notes);
    }

    private static String redacted(KeyPattern2<Long, String> pattern, KeyLayout layout) {
        return pattern.in(layout).key(123L, "any token").redacted();
    }

    private static void refuse(Notes notes) {
        KeyPattern greedy = KeyPattern.of("draft:{anything}", text())
                .string()
                .fixed(Duration.ofHours(1))
                .owner("quickstart");
        try {
            KeyCatalog.of(DRAFT, greedy);
        } catch (IllegalArgumentException ambiguous) {
            notes.add("refused", "draft:{anything}", "shares a key with " + DRAFT.template());
        }
    }

    private static String facts(KeyFacts facts) {
        return facts.type().wireName() + ", " + facts.ttl().orElseThrow().describe() + ", " + facts.sensitivity();
    }
}
