package dev.redkeep.core.script;

import dev.redkeep.core.text.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script's answer: one value, or slots that hold values. Each method asks for a shape, and refuses another one with an
 * {@link UnexpectedReplyException} that tells the shapes but never the value. Not safe to share between threads.
 */
public final class ScriptReply {
    private final @Nullable Object value;

    ScriptReply(@Nullable Object value) {
        this.value = value;
    }

    /**
     * The answer as a number.
     *
     * @return the number
     * @throws UnexpectedReplyException if it is none; a bulk reply must be the canonical decimal text of one
     */
    public long integer() {
        if (value instanceof Long integer) {
            return integer;
        }
        byte[] text = bytes();
        Long number = Decimal.read(text, 0, text.length);
        if (number != null) {
            return number;
        }
        throw new UnexpectedReplyException("expected an integer, got another text");
    }

    /**
     * The answer as a truth value.
     *
     * @return true for 1, false for 0
     * @throws UnexpectedReplyException if it is neither
     */
    public boolean flag() {
        long number = integer();
        if (number != 0 && number != 1) {
            throw new UnexpectedReplyException("expected 0 or 1, got another integer");
        }
        return number == 1;
    }

    /**
     * The answer as bytes.
     *
     * @return the bytes
     * @throws UnexpectedReplyException if it is no bulk reply
     */
    public byte[] bytes() {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        throw unexpected("bytes");
    }

    /**
     * The answer as text.
     *
     * @return the bytes read as UTF-8
     * @throws UnexpectedReplyException if it is no bulk reply
     */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /**
     * Whether the answer is nil, which is what {@code false} and {@code nil} of Lua become.
     *
     * @return true if there is no value
     */
    public boolean isNil() {
        return value == null;
    }

    /**
     * Whether the answer is a number as Lua gives it.
     *
     * @return true if it is an integer reply; false for all else, the text of a number included
     */
    public boolean isInteger() {
        return value instanceof Long;
    }

    /**
     * This answer unless it is nil.
     *
     * @return the answer, or empty for nil
     */
    public Optional<ScriptReply> present() {
        return isNil() ? Optional.empty() : Optional.of(this);
    }

    /**
     * A slot of an answer that is a table.
     *
     * @param index from 0
     * @return the slot's value, as an answer of its own
     * @throws UnexpectedReplyException if the answer is no table or has fewer slots
     */
    public ScriptReply slot(int index) {
        List<?> slots = list();
        if (index >= slots.size()) {
            throw new UnexpectedReplyException("expected slot " + index + ", got " + slots.size() + " slots");
        }
        return new ScriptReply(slots.get(index));
    }

    /**
     * All slots of an answer that is a table.
     *
     * @return the slots; empty for an empty table
     * @throws UnexpectedReplyException if the answer is no table
     */
    public List<ScriptReply> slots() {
        List<ScriptReply> slots = new ArrayList<>();
        for (Object slot : list()) {
            slots.add(new ScriptReply(slot));
        }
        return slots;
    }

    /**
     * A table of names and values in turns, as {@code HGETALL} gives it.
     *
     * @return the values by name, in their order
     * @throws UnexpectedReplyException if the answer is no such table
     */
    public Map<String, String> fields() {
        List<ScriptReply> slots = slots();
        if (slots.size() % 2 != 0) {
            throw new UnexpectedReplyException("expected names and values, got " + slots.size() + " slots");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i += 2) {
            fields.put(slots.get(i).text(), slots.get(i + 1).text());
        }
        return fields;
    }

    private List<?> list() {
        if (value instanceof List<?> list) {
            return list;
        }
        throw unexpected("a table");
    }

    private UnexpectedReplyException unexpected(String expected) {
        String got = value == null
                ? "nil"
                : value instanceof List ? "a table" : value instanceof Long ? "an integer" : "another type";
        return new UnexpectedReplyException("expected " + expected + ", got " + got);
    }
}
