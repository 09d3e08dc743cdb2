package dev.redkeep.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.redkeep.core.codec.Codec;
import dev.redkeep.core.codec.UnreadableDataException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodecsSnippetsTest {
    record Author(long id, String name) {}

    @Test
    void choose() {
        // snippet: codecs-choose
        Codec<byte[]> bytes = Codec.bytes(); // as they are
        Codec<String> text = Codec.string(); // UTF-8, never a question mark in its stead
        Codec<Long> counts = Codec.longs(); // as INCR writes them
        Codec<Author> author = Codec.json(Author.class);
        Codec<List<Long>> ids = Codec.json(new TypeReference<List<Long>>() {});
        // end
        assertThat(List.of(bytes, text, counts, author, ids)).hasSize(5);
        assertThat(author.decode(author.encode(new Author(1, "Anna")))).isEqualTo(new Author(1, "Anna"));
    }

    @Test
    void decorate() {
        // snippet: codecs-decorate
        Codec<Author> authors = Codec.json(Author.class)
                .compressed(1_024, 1 << 20) // from 1 KiB on, if that is smaller; at most 1 MiB when inflated
                .stamped() // with the fingerprint of the type's shape
                .limitedTo(65_536); // bytes as stored
        // end
        assertThat(authors.decode(authors.encode(new Author(1, "Anna")))).isEqualTo(new Author(1, "Anna"));
    }

    @Test
    void unreadable() {
        Codec<Author> codec = Codec.json(Author.class).stamped();
        byte[] stored = {1, 2, 3};
        Optional<Author> author = Optional.of(new Author(0, ""));
        // snippet: codecs-unreadable
        try {
            author = Optional.of(codec.decode(stored));
        } catch (UnreadableDataException unreadable) { // its message never quotes the data
            author = Optional.empty(); // by reason(): MALFORMED, TOO_LARGE or OTHER_SHAPE
        }
        // end
        assertThat(author).isEmpty();
    }
}
