package dev.redkeep.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonShapeTest {
    enum Level {
        LOW,
        HIGH
    }

    enum Levels {
        LOW,
        HIGH,
        HIGHEST
    }

    record Stat(int topics, long shouts) {}

    record Swapped(long shouts, int topics) {}

    record Renamed(int topics, long posts) {}

    record Retyped(long topics, long shouts) {}

    record Boxed(Integer topics, long shouts) {}

    record Added(int topics, long shouts, int more) {}

    record Annotated(
            @JsonProperty("topics") int t,
            @JsonProperty("shouts") long s) {}

    static final class Bean {
        private int topics;
        private long shouts;

        public long getShouts() {
            return shouts;
        }

        public void setShouts(long shouts) {
            this.shouts = shouts;
        }

        public int getTopics() {
            return topics;
        }

        public void setTopics(int topics) {
            this.topics = topics;
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Everything(
            Level level,
            Instant at,
            UUID id,
            byte[] bytes,
            int[] ints,
            List<Stat> list,
            Set<String> set,
            Map<Level, Stat> map,
            Object any,
            Name name) {}

    record Name(@JsonValue String text) {}

    record Node(String name, List<Node> children, Node parent) {}

    record Page<T>(List<T> items, int total) {}

    record Seconds(
            @JsonFormat(shape = JsonFormat.Shape.NUMBER) Instant at) {}

    record Plain(Instant at) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Group.class, name = "group")
    })
    interface Figure {}

    record Circle(int radius) implements Figure {}

    record Group(List<Figure> figures) implements Figure {}

    @Test
    void the_description_of_a_shape_has_not_changed() {
        String stat = "{\"shouts\":long,\"topics\":int,}";
        assertThat(shape(new TypeReference<Stat>() {})).isEqualTo("JSON " + stat);
        assertThat(shape(new TypeReference<Everything>() {}))
                .isEqualTo("JSON {\"any\":java.lang.Object,\"at\":java.time.Instant,\"bytes\":byte[],"
                        + "\"id\":java.util.UUID,\"ints\":list[int],\"level\":enum[\"HIGH\", \"LOW\"],"
                        + "\"list\":list[" + stat + "],\"map\":map{enum[\"HIGH\", \"LOW\"]:#1},"
                        + "\"name\":value java.lang.String,\"set\":set[java.lang.String],}");
        assertThat(shape(new TypeReference<Node>() {}))
                .isEqualTo("JSON {\"children\":list[#0],\"name\":java.lang.String,\"parent\":#0,}");
        assertThat(shape(new TypeReference<Figure>() {}))
                .isEqualTo("JSON oneOf PROPERTY \"kind\"{\"circle\":{\"radius\":int,},"
                        + "\"group\":{\"figures\":list[oneOf PROPERTY \"kind\"{\"circle\":#0,\"group\":#1,}],},}");
        assertThat(shape(new TypeReference<Seconds>() {})).isEqualTo("JSON {\"at\":java.time.Instant as NUMBER \"\",}");
    }

    @Test
    void a_fingerprint_has_not_changed() {
        assertThat(HexFormat.of().toHexDigits(Codec.json(Stat.class).fingerprint()))
                .isEqualTo("989154a7f2adb8d9");
        assertThat(HexFormat.of().toHexDigits(Codec.json(Node.class).fingerprint()))
                .isEqualTo("74546c42766df1c8");
    }

    @Test
    void the_same_shape_declared_otherwise_has_the_same_fingerprint() {
        long stat = Codec.json(Stat.class).fingerprint();
        assertThat(Codec.json(Swapped.class).fingerprint()).isEqualTo(stat);
        assertThat(Codec.json(Annotated.class).fingerprint()).isEqualTo(stat);
        assertThat(Codec.json(Bean.class).fingerprint()).isEqualTo(stat);
        assertThat(Codec.json(new TypeReference<Stat>() {}).fingerprint()).isEqualTo(stat);
        assertThat(Codec.json(new TypeReference<Page<Swapped>>() {}).fingerprint())
                .isEqualTo(Codec.json(new TypeReference<Page<Stat>>() {}).fingerprint());
    }

    @Test
    void another_shape_has_another_fingerprint() {
        assertThat(List.of(
                        Codec.json(Stat.class).fingerprint(),
                        Codec.json(Renamed.class).fingerprint(),
                        Codec.json(Retyped.class).fingerprint(),
                        Codec.json(Boxed.class).fingerprint(),
                        Codec.json(Added.class).fingerprint(),
                        Codec.json(Level.class).fingerprint(),
                        Codec.json(Levels.class).fingerprint(),
                        Codec.json(Node.class).fingerprint(),
                        Codec.json(Seconds.class).fingerprint(),
                        Codec.json(Plain.class).fingerprint(),
                        Codec.json(new TypeReference<List<Stat>>() {}).fingerprint(),
                        Codec.json(new TypeReference<Set<Stat>>() {}).fingerprint(),
                        Codec.json(new TypeReference<Map<String, Stat>>() {}).fingerprint(),
                        Codec.json(new TypeReference<Map<Integer, Stat>>() {}).fingerprint(),
                        Codec.json(new TypeReference<Page<Stat>>() {}).fingerprint(),
                        Codec.json(new TypeReference<Page<Added>>() {}).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_type_told_apart_by_name_comes_back_as_it_was() {
        Codec<Figure> codec = Codec.json(Figure.class);
        Figure figure = new Group(List.of(new Circle(3), new Group(List.of())));
        assertThat(codec.decode(codec.encode(figure))).isEqualTo(figure);
    }

    private static String shape(TypeReference<?> type) {
        return JsonShape.of(StrictMapper.INSTANCE, StrictMapper.INSTANCE.constructType(type));
    }
}
