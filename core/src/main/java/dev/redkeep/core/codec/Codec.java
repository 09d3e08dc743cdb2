package dev.redkeep.core.codec;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Objects;

/**
 * Turns values into the bytes that Redis stores, and back: {@code decode(encode(v))} equals {@code v}.
 *
 * <p><b>Order.</b> A decorator wraps what stands to its left, so the last one written is the first one to see stored
 * bytes. The order that serves most is
 *
 * <pre>{@code
 * Codec<Author> authors = Codec.json(Author.class).compressed(1_024, 1 << 20).stamped().limitedTo(65_536);
 * }</pre>
 *
 * Here a reader checks the stored size, then the stamp, and only then inflates and parses. {@code limitedTo} bounds
 * the output of what stands to its left: written last it bounds what is stored, written before {@code compressed} it
 * bounds the plain form. A stamp left of {@code compressed} is compressed along.
 *
 * <p><b>Threads.</b> Every codec made here is immutable and safe for use by many threads, as long as no one alters a
 * value while it is being encoded. An implementation of one's own must be the same.
 *
 * <p><b>Secrets.</b> {@code toString} and every exception name types and sizes, never data. An implementation of one's
 * own must keep to this, as both end in logs.
 *
 * <p>A null value, array or type is a {@link NullPointerException} that names the parameter.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {

    /**
     * The bytes to store for a value.
     *
     * @param value the value
     * @return the bytes, which the caller must not alter
     * @throws ValueTooLargeException if the codec has a bound and the value exceeds it
     * @throws IllegalArgumentException if the codec cannot write this value so that it could be read again
     */
    byte[] encode(T value);

    /**
     * The value that stored bytes stand for.
     *
     * @param data the bytes as stored, which are not altered
     * @return the value
     * @throws UnreadableDataException if the bytes are not what {@link #encode} writes, or exceed a bound
     */
    T decode(byte[] data);

    /**
     * The value that the end of an array stands for, as {@link #decode(byte[])} of a copy of it, which is what this does
     * unless a codec can do without. What exceptions tell counts from {@code from}.
     *
     * @param data the bytes, which are not altered
     * @param from where the value begins, 0 to the array's length
     * @return the value
     * @throws UnreadableDataException if the bytes are not what {@link #encode} writes, or exceed a bound
     * @throws IndexOutOfBoundsException if {@code from} is out of range
     */
    default T decode(byte[] data, int from) {
        Objects.checkIndex(from, Objects.requireNonNull(data, "data").length + 1);
        return decode(from == 0 ? data : Arrays.copyOfRange(data, from, data.length));
    }

    /**
     * Identifies the shape of what this codec writes. The same shape has the same fingerprint in every process and on
     * every machine; different shapes have different ones but for chance (1 in 2<sup>64</sup>).
     *
     * @return 64 bits, any of which may be set
     */
    long fingerprint();

    /**
     * Bytes as they are. The array is handed on, not copied.
     *
     * @return the codec
     */
    static Codec<byte[]> bytes() {
        return BytesCodec.INSTANCE;
    }

    /**
     * Text in UTF-8. Text with a surrogate that lacks its other half is an {@link IllegalArgumentException}, and bytes
     * that are not UTF-8 are unreadable: nothing is ever replaced by a question mark.
     *
     * @return the codec
     */
    static Codec<String> string() {
        return StringCodec.INSTANCE;
    }

    /**
     * Integers as Redis itself writes them for {@code INCR}: decimal digits with a minus sign where needed. Other
     * spellings of a number, such as {@code +1}, {@code 01} and {@code -0}, are unreadable, as they are for Redis.
     *
     * @return the codec
     */
    static Codec<Long> longs() {
        return LongCodec.INSTANCE;
    }

    /**
     * JSON of a class or record, see {@link #json(TypeReference)}.
     *
     * @param <T> the type of the values
     * @param type the class, for instance a record; not primitive and not an interface Jackson can't instantiate
     * @return the codec
     * @throws IllegalArgumentException if Jackson cannot write or read the type
     */
    static <T> Codec<T> json(Class<T> type) {
        return JsonCodec.of(StrictMapper.INSTANCE, StrictMapper.INSTANCE.constructType(type));
    }

    /**
     * JSON of a generic type, for instance {@code json(new TypeReference<List<Long>>() {})}.
     *
     * <p>Writing is deterministic: properties and map entries in alphabetical order, times as ISO-8601 text. (A set is
     * written in its own order: use a sorted one where equal values must give equal bytes.) Reading tolerates unknown
     * properties, so that a newer writer does not break an older reader, and refuses what hides a mistake: anything
     * after the document, a document that is {@code null}, a property given twice, a fraction for an integer, a number
     * for an enum constant, more than 500 levels of nesting, a number of more than 1,000 digits, a string of more than
     * 20 million characters. No default typing: stored data never names a class.
     *
     * <p>Refused when writing, since it could not be read again: text with half a surrogate pair, more than 500 levels
     * of nesting (as in a value that holds itself), a value that comes out as {@code null}. The message names the
     * type and the kind of fault, and has no cause, as Jackson's exceptions quote the value.
     *
     * <p>The fingerprint covers names and types of all properties that Jackson writes, whatever their order of
     * declaration and the names of the classes that declare them.
     *
     * @param <T> the type of the values
     * @param type the type
     * @return the codec
     * @throws IllegalArgumentException if Jackson cannot write or read the type
     */
    static <T> Codec<T> json(TypeReference<T> type) {
        return JsonCodec.of(StrictMapper.INSTANCE, StrictMapper.INSTANCE.constructType(type));
    }

    /**
     * JSON of a class or record by the application's own mapper, see {@link #json(TypeReference, ObjectMapper)}.
     *
     * @param <T> the type of the values
     * @param type the class
     * @param mapper the mapper, configured to the end: later changes to it have no effect, or an undefined one
     * @return the codec
     * @throws IllegalArgumentException if the mapper cannot write or read the type, or has default typing on
     */
    static <T> Codec<T> json(Class<T> type, ObjectMapper mapper) {
        return JsonCodec.of(mapper, mapper.constructType(type));
    }

    /**
     * JSON of a generic type by the application's own mapper. Its settings hold, except that anything after the
     * document, a document that is {@code null} and a property given twice are refused here too. The order of
     * properties, unknown properties and the spelling of times are the mapper's.
     *
     * @param <T> the type of the values
     * @param type the type
     * @param mapper the mapper, configured to the end: later changes to it have no effect, or an undefined one
     * @return the codec
     * @throws IllegalArgumentException if the mapper cannot write or read the type, or has default typing on
     */
    static <T> Codec<T> json(TypeReference<T> type, ObjectMapper mapper) {
        return JsonCodec.of(mapper, mapper.constructType(type));
    }

    /**
     * This codec with a bound on the size of its output. More than that is a {@link ValueTooLargeException} when
     * encoding, before anything is sent, and unreadable when decoding, before anything is parsed. The fingerprint stays,
     * as the bytes do: a bound can be moved without losing stored data.
     *
     * @param maxBytes the largest size in bytes, at least 1
     * @return the bounded codec
     * @throws IllegalArgumentException if {@code maxBytes} is less than 1
     */
    default Codec<T> limitedTo(int maxBytes) {
        return new LimitedCodec<>(this, maxBytes);
    }

    /**
     * This codec with large output compressed (zlib, RFC 1950), where that makes it smaller.
     *
     * <p>Compressed data begin with the byte {@code F9} and the plain size in 4 bytes, big-endian. Plain data are
     * stored as they are, except that data which happen to begin with {@code F9} or {@code FA} get an {@code FA} in
     * front. No UTF-8 text begins with these bytes: small text and JSON stay readable by programs without this codec,
     * and their text is readable here. The threshold can be moved without losing stored data.
     *
     * @param thresholdBytes output smaller than this is not compressed, 0 to {@code maxBytes}
     * @param maxBytes the largest plain size in bytes, at least 1; more is a {@link ValueTooLargeException} when
     *     encoding and unreadable when decoding, however small it was compressed
     * @return the compressing codec
     * @throws IllegalArgumentException if a bound is out of range
     */
    default Codec<T> compressed(int thresholdBytes, int maxBytes) {
        return new CompressedCodec<>(this, thresholdBytes, maxBytes);
    }

    /**
     * This codec with its fingerprint in front: the bytes {@code F8 52}, then 8 bytes, big-endian. Data stamped by a
     * codec of another shape are unreadable for the reason {@link UnreadableDataException.Reason#OTHER_SHAPE}; data
     * without a stamp are malformed.
     *
     * @return the stamping codec
     */
    default Codec<T> stamped() {
        return new StampedCodec<>(this);
    }
}
