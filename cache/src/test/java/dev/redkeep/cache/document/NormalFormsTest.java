package dev.redkeep.cache.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redkeep.core.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NormalFormsTest {
    @Test
    void a_query_is_lower_case_with_single_spaces_and_sorted_parameters() {
        SearchQuery query =
                SearchQuery.of("  Ocean \t\n WINDS ").and("type", "Shout").and("lang", "EN");
        assertThat(query).hasToString("ocean winds:lang=en:type=shout");
        assertThat(query)
                .isEqualTo(SearchQuery.of("ocean winds").and("lang", "en").and("type", "shout"));
        assertThat(SearchQuery.of("ПОИСКОВЫЙ  запрос")).hasToString("поисковый запрос");
    }

    @Test
    void what_separates_parameters_cannot_be_imitated_by_them() {
        assertThat(PublicationQuery.with("a", "1:b=2"))
                .isNotEqualTo(PublicationQuery.with("a", "1").and("b", "2"));
        assertThat(PublicationQuery.with("a", "%3A")).isNotEqualTo(PublicationQuery.with("a", ":"));
    }

    @Test
    void a_text_cannot_imitate_parameters_and_ordinary_texts_keep_their_bytes() {
        SearchQuery filtered = SearchQuery.of("ocean").and("type", "shout");
        assertThat(SearchQuery.of("ocean:type=shout")).isNotEqualTo(filtered).hasToString("ocean%3Atype=shout");
        assertThat(SearchQuery.of("ocean%3Atype=shout")).hasToString("ocean%253atype=shout");
        assertThat(SearchQuery.of("a=b").and("c", "d")).isNotEqualTo(SearchQuery.of("a=b:c=d"));
        assertThat(SearchQuery.of("ocean:type=shout").text()).isEqualTo("ocean:type=shout");
        assertThat(SearchQuery.of("Dune: part two, 100%").and("lang", "en"))
                .hasToString("dune: part two, 100%:lang=en");
        assertThat(SearchQuery.of("a%3Ab")).hasToString("a%3ab").isNotEqualTo(SearchQuery.of("a:b"));
        assertThat(SearchQuery.of("1+1=2")).hasToString("1+1=2");
    }

    /** Texts of up to six pieces, which a separator may be, with parameters of such pieces and without. */
    @Test
    void no_two_different_searches_are_one_key() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (String piece : List.of("a", ":", "=", "%", "%3a", "b=c")) {
            for (String text : List.copyOf(texts)) {
                texts.add(text + piece);
                texts.add(piece + text);
            }
        }
        Set<List<String>> searches = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (String text : texts.stream().filter(text -> !text.isEmpty()).toList()) {
            for (String value : List.of("", "c", ":", "=", "c:b=c", "%3a")) {
                searches.add(List.of(text, value));
                searches.add(List.of(text));
                keys.add(SearchQuery.of(text).and("b", value).toString());
                keys.add(SearchQuery.of(text).toString());
            }
        }
        assertThat(keys).hasSameSizeAs(searches);
    }

    @Test
    void a_request_that_utf_8_cannot_write_has_no_fingerprint() {
        assertThatThrownBy(() -> ResponseRequest.get("/x", "\uD800").fingerprint())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\uD800");
        assertThat(ResponseRequest.get("/x", "?").fingerprint()).hasSize(64);
        assertThat(ResponseRequest.get("/x", "\uD83C\uDF0A").fingerprint()).hasSize(64);
    }

    @Test
    void publications_are_named_as_the_document_names_them() {
        assertThat(PublicationQuery.with("sort", "created_at").and("limit", 20).and("offset", 0))
                .hasToString("limit=20:offset=0:sort=created_at");
        assertThat(PublicationQuery.with("limit", 10).and("author", 123)).hasToString("author=123:limit=10");
    }

    @Test
    void a_query_that_is_blank_or_a_parameter_without_a_name_is_refused() {
        assertThatThrownBy(() -> SearchQuery.of(" \t")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PublicationQuery.with("", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DashboardQuery(1, LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 1)))
                .hasMessage("to must not be before from");
    }

    @Test
    void a_query_cannot_imitate_a_user_in_a_response_s_fingerprint() {
        ResponseRequest anonymous = ResponseRequest.get("/x", "a:u:5");
        assertThat(anonymous.fingerprint())
                .hasSize(64)
                .isNotEqualTo(ResponseRequest.get("/x", "a").forUser("5").fingerprint())
                .isNotEqualTo(new ResponseRequest("POST", "/x", "a:u:5", "", Optional.empty()).fingerprint())
                .isNotEqualTo(new ResponseRequest("GET", "/xa:u:5", "", "", Optional.empty()).fingerprint());
        assertThat(anonymous).hasToString("GET /x");
    }

    @Test
    void an_author_is_written_and_read_as_documented() {
        Codec<Author> codec = Codec.json(Author.class);
        String documented = """
                {"id": 123, "email": "user@example.com", "name": "Имя Пользователя", "slug": "username",
                 "pic": "https://example.com/avatar.jpg", "bio": "Описание автора", "email_verified": true,
                 "created_at": 1640995200, "updated_at": 1640995200, "last_seen": 1640995200,
                 "stat": {"topics": 15, "authors": 8, "shouts": 42}}""";
        Author author = codec.decode(documented.getBytes(StandardCharsets.UTF_8));
        assertThat(author.createdAt()).isEqualTo(Instant.ofEpochSecond(1_640_995_200));
        assertThat(author.stat()).isEqualTo(new Author.Stat(15, 8, 42));
        assertThat(new String(codec.encode(author), StandardCharsets.UTF_8))
                .contains("\"email_verified\":true", "\"created_at\":1640995200", "\"stat\":{");
        assertThat(codec.decode(codec.encode(author))).isEqualTo(author);
        assertThat(author.toString()).doesNotContain("example.com");
    }

    @Test
    void what_another_program_leaves_out_is_null_zero_or_empty() {
        assertThat(Codec.json(Topic.class).decode("{\"id\":5}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Topic(5, null, null, null, null, 0, null, null, null));
        SearchResults none = Codec.json(SearchResults.class).decode("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(none.results()).isEmpty();
        SearchResults some = new SearchResults(
                "поисковый запрос",
                List.of(new SearchResults.Hit("shout", 123, "Заголовок", "publication-slug", 0.95)),
                15,
                Instant.ofEpochSecond(1_640_995_200));
        assertThat(Codec.json(SearchResults.class)
                        .decode(Codec.json(SearchResults.class).encode(some)))
                .isEqualTo(some);
    }
}
