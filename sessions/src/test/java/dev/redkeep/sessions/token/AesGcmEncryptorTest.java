package dev.redkeep.sessions.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.redkeep.core.codec.UnreadableDataException;
import dev.redkeep.core.codec.UnreadableDataException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AesGcmEncryptorTest {
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);
    private static final byte[] PLAIN = "ya29.access-token".getBytes(UTF_8);
    private static final byte[] HERE = "oauth_access:1:google".getBytes(UTF_8);
    private static final byte[] THERE = "oauth_access:2:google".getBytes(UTF_8);

    private final AesGcmEncryptor before =
            AesGcmEncryptor.builder().key("old", OLD).current("old").build();
    private final AesGcmEncryptor between = AesGcmEncryptor.builder()
            .key("old", OLD)
            .key("new", NEW)
            .current("new")
            .build();
    private final AesGcmEncryptor after =
            AesGcmEncryptor.builder().key("new", NEW).current("new").build();

    @Test
    void any_value_comes_back_and_is_never_stored_twice_alike() {
        Random random = new Random(7);
        for (int size = 0; size < 300; size++) {
            byte[] plain = new byte[size];
            random.nextBytes(plain);
            byte[] sealed = before.encrypt(plain, HERE);

            assertThat(before.decrypt(sealed, HERE)).isEqualTo(plain);
            assertThat(sealed).hasSize(30 + "old".length() + size);
            assertThat(before.encrypt(plain, HERE)).isNotEqualTo(sealed);
        }
    }

    @Test
    void the_format_is_the_documented_one() throws Exception {
        byte[] sealed = before.encrypt(PLAIN, HERE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(0xFB);
        header.write(3);
        header.writeBytes("old".getBytes(UTF_8));

        assertThat(sealed).startsWith(header.toByteArray());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(OLD, "AES"), new GCMParameterSpec(128, sealed, 5, 12));
        cipher.updateAAD(header.toByteArray());
        cipher.updateAAD(HERE);
        assertThat(cipher.doFinal(sealed, 17, sealed.length - 17)).isEqualTo(PLAIN);
    }

    @Test
    void a_change_of_any_bit_is_refused() {
        byte[] sealed = before.encrypt(PLAIN, HERE);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            refused(() -> before.decrypt(altered, HERE));
        }
    }

    @Test
    void a_cut_or_lengthened_value_is_refused() {
        byte[] sealed = before.encrypt(PLAIN, HERE);
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            refused(() -> before.decrypt(cut, HERE));
        }
        refused(() -> before.decrypt(Arrays.copyOf(sealed, sealed.length + 1), HERE));
    }

    @Test
    void a_value_is_refused_anywhere_but_where_it_was_stored() {
        byte[] sealed = before.encrypt(PLAIN, HERE);

        assertThat(refused(() -> before.decrypt(sealed, THERE)).reason()).isEqualTo(Reason.MALFORMED);
        refused(() -> before.decrypt(sealed, new byte[0]));
    }

    @Test
    void what_is_no_encrypted_value_is_refused() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] garbage = new byte[random.nextInt(80)];
            random.nextBytes(garbage);
            if (garbage.length > 0 && i % 2 == 0) {
                garbage[0] = AesGcmEncryptor.MAGIC;
            }
            refused(() -> before.decrypt(garbage, HERE));
        }
        refused(() -> before.decrypt(PLAIN, HERE));
    }

    @Test
    void a_new_key_takes_over_while_the_old_one_still_decrypts() {
        byte[] old = before.encrypt(PLAIN, HERE);
        byte[] fresh = between.encrypt(PLAIN, HERE);

        assertThat(between.decrypt(old, HERE)).isEqualTo(PLAIN);
        assertThat(between.decrypt(fresh, HERE)).isEqualTo(PLAIN);
        assertThat(after.decrypt(fresh, HERE)).isEqualTo(PLAIN);
    }

    @Test
    void a_key_that_was_dropped_is_asked_for() {
        byte[] old = before.encrypt(PLAIN, HERE);

        UnreadableDataException refused = refused(() -> after.decrypt(old, HERE));

        assertThat(refused.reason()).isEqualTo(Reason.OTHER_SHAPE);
        assertThat(refused).hasMessageContaining("add that key").hasMessageNotContaining("old");
    }

    @Test
    void a_value_cannot_pass_for_one_of_another_key() {
        byte[] sealed = between.encrypt(PLAIN, HERE);
        System.arraycopy("old".getBytes(UTF_8), 0, sealed, 2, 3);

        refused(() -> between.decrypt(sealed, HERE));
    }

    @Test
    void a_key_is_copied() {
        byte[] key = NEW.clone();
        AesGcmEncryptor encryptor =
                AesGcmEncryptor.builder().key("new", key).current("new").build();
        Arrays.fill(key, (byte) 0);

        assertThat(after.decrypt(encryptor.encrypt(PLAIN, HERE), HERE)).isEqualTo(PLAIN);
    }

    @Test
    void a_ring_that_cannot_work_is_refused() {
        for (int length : new int[] {0, 16, 24, 31, 33}) {
            assertThatThrownBy(() -> AesGcmEncryptor.builder().key("a", new byte[length]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key must have 32 bytes, but has " + length);
        }
        for (String id : List.of("", " ", "a b", "é", "a".repeat(65), "a\n")) {
            assertThatThrownBy(() -> AesGcmEncryptor.builder().key(id, OLD))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("id must");
        }
        assertThatThrownBy(() -> AesGcmEncryptor.builder().key("a", OLD).key("a", NEW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("taken");
        for (AesGcmEncryptorBuilder ring : List.of(
                AesGcmEncryptor.builder(),
                AesGcmEncryptor.builder().key("a", OLD),
                AesGcmEncryptor.builder().key("a", OLD).current("b"))) {
            assertThatThrownBy(ring::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("current must");
        }
    }

    @Test
    void nothing_shows_a_key() {
        assertThat(between).hasToString("AesGcmEncryptor[current=new, keys=[new, old]]");
        assertThat(AesGcmEncryptor.builder().key("old", OLD)).hasToString("AesGcmEncryptorBuilder[old]");
    }

    @Test
    void eight_threads_share_one() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            IntStream.range(0, 8)
                    .forEach(thread -> work.add(() -> {
                        Random random = new Random(thread);
                        for (int i = 0; i < 500; i++) {
                            byte[] plain = new byte[random.nextInt(200)];
                            random.nextBytes(plain);
                            assertThat(between.decrypt(between.encrypt(plain, HERE), HERE))
                                    .isEqualTo(plain);
                        }
                        return null;
                    }));
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Refused as the interface says, with nothing quoted and no cause that could. */
    private static UnreadableDataException refused(ThrowingCallable decryption) {
        Throwable thrown = catchThrowable(decryption);
        assertThat(thrown)
                .isInstanceOf(UnreadableDataException.class)
                .hasNoCause()
                .hasMessageContaining("Remedy: ")
                .hasMessageNotContainingAny(
                        new String(PLAIN, UTF_8),
                        HexFormat.of().formatHex(OLD),
                        Base64.getEncoder().encodeToString(OLD),
                        "oauth_access");
        return (UnreadableDataException) thrown;
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return key;
    }
}
