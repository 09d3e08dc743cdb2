package dev.redkeep.quickstart;

import static dev.redkeep.core.key.Segment.number;
import static dev.redkeep.core.key.Segment.oneOf;
import static dev.redkeep.core.key.Segment.secret;
import static dev.redkeep.core.key.Segment.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyCatalog;
import dev.redkeep.core.key.KeyFacts;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyMatch;
import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import dev.redkeep.core.key.KeyPattern2;
import dev.redkeep.core.ttl.TtlPolicy;
import dev.redkeep.sessions.SessionKeys;
import dev.redkeep.sessions.token.TokenKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysSnippetsTest {
    // snippet: schema
    static final KeyPattern2<Long, String> SESSION = KeyPattern.of(
                    "session:{user_id}:{jwt_token}", number().hashTag(), secret())
            .hash()
            .sliding(Duration.ofDays(30))
            .owner("sessions");
    // end

    // snippet: keys-declare
    static final KeyPattern2<String, String> METRIC = KeyPattern.of(
                    "metrics:{name}:{period}", text().max(100), oneOf("hourly", "daily"))
            .string()
            .ttl(TtlPolicy.between(Duration.ofHours(1), Duration.ofDays(30)))
            .maxBytes(64)
            .owner("metrics");
    // end

    @Test
    void render() {
        // snippet: keys-render
        Key key = METRIC.key("active_sessions", "hourly");
        String text = key.text(); // metrics:active_sessions:hourly
        byte[] bytes = key.bytes(); // what goes to Redis; don't write to it
        String safe = key.toString(); // metrics:{name}:{period}, the template: safe to log
        // end
        assertThat(text).isEqualTo("metrics:active_sessions:hourly");
        assertThat(bytes).asString().isEqualTo(text);
        assertThat(safe).isEqualTo("metrics:{name}:{period}");
    }

    @Test
    void parse() {
        byte[] bytes = METRIC.key("active_sessions", "hourly").bytes();
        // snippet: keys-parse
        String name = METRIC.parse(bytes).map(KeyPattern2.Values::first).orElse("another pattern's key");
        // end
        assertThat(name).isEqualTo("active_sessions");
        assertThat(METRIC.parse("metrics:x:yearly".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void layouts() {
        // snippet: keys-layouts
        Key documented = SESSION.key(123L, "t0ken"); // session:123:t0ken
        Key hardened = SESSION.in(KeyLayout.HARDENED).key(123L, "t0ken"); // session:{123}:<43 characters>
        // end
        assertThat(documented.text()).isEqualTo("session:123:t0ken");
        assertThat(hardened.text()).matches("session:\\{123}:[\\w-]{43}");
    }

    @Test
    void catalogue() {
        byte[] unknown = SESSION.key(123L, "t0ken").bytes();
        // snippet: keys-catalogue
        KeyCatalog catalog = KeyCatalog.of(SessionKeys.ALL).with(KeyCatalog.of(TokenKeys.ALL));
        String redacted = catalog.match(unknown).map(KeyMatch::redacted).orElse("not of this schema");
        // end
        assertThat(redacted).isEqualTo("session:123:<secret>");
    }

    @Test
    void ambiguity() {
        String message = "";
        // snippet: keys-ambiguous
        KeyPattern1<String> user = KeyPattern.of("user:{name}", text())
                .hash()
                .persistent("an account")
                .owner("app");
        KeyPattern all = KeyPattern.of("user:all").set().persistent("an index").owner("app");
        try {
            KeyCatalog.of(user, all);
        } catch (IllegalArgumentException ambiguous) {
            message = ambiguous.getMessage(); // both produce the key user:all
        }
        // end
        assertThat(message).contains("both produce the key user:all");
    }

    @Test
    void reserved() {
        // snippet: keys-reserving
        KeyPattern1<String> user = KeyPattern.of("user:{name}", text().reserving("all"))
                .hash()
                .persistent("an account")
                .owner("app");
        String all = user.key("all").text(); // user:%61ll
        // end
        assertThat(all).isEqualTo("user:%61ll");
    }

    @Test
    void the_table_of_escapes() {
        var middle = KeyPattern.of("a:{x}:{y}", text(), text())
                .string()
                .persistent("a test")
                .owner("test");
        assertThat(middle.key("b:c", "d:e").text()).isEqualTo("a:b%3Ac:d:e");
        assertThat(middle.key("50%", "50%").text()).isEqualTo("a:50%25:50%");
        assertThat(middle.key("{1}", "{2}").text()).isEqualTo("a:{1}:{2}");
        var tagged = KeyPattern.of("a:{x}", text().hashTag())
                .string()
                .persistent("a test")
                .owner("test")
                .in(KeyLayout.HARDENED);
        assertThat(tagged.key("{1}").text()).isEqualTo("a:{%7B1%7D}");
    }

    @Test
    void facts() {
        // snippet: keys-facts
        KeyFacts facts = SESSION.facts();
        List<Object> line = List.of(facts.type(), facts.ttl(), facts.sensitivity(), facts.owner());
        // end
        assertThat(line).hasSize(4);
    }
}
