package dev.redkeep.cache;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import org.junit.jupiter.api.Test;

/** The server itself tells what changes, whoever changed it. */
class NearOnRedisTest extends NearContract {
    @Override
    boolean announced() {
        return false;
    }

    @Test
    void what_a_program_without_this_library_writes_is_heard() {
        LoadingCache<String, String> here = near(one, documented());
        hold(here, "ann");
        Key key = AUTHOR.key("ann");
        raw.set(key.text(), "by hand");
        await().until(() -> here.get("ann").orElseThrow().equals("by hand"));
        hold(here, "ann");
        database.with("ann", "again");
        raw.del(key.text());
        await().until(() -> here.get("ann").orElseThrow().equals("again"));
        hold(here, "ann");
        database.with("ann", "after all was deleted");
        raw.flushAll();
        await().until(() -> here.get("ann").orElseThrow().equals("after all was deleted"));
    }

    @Test
    void a_wrapped_client_is_refused_with_what_to_do() {
        Redis wrapped = Redis.wrap(raw);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> near(wrapped, PLAIN))
                .withMessageContaining("local")
                .withMessageContaining("Redis.connect");
    }
}
