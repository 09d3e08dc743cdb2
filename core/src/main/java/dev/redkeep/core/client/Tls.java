package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whether the connection is encrypted, whom it trusts, and whether the server's certificate must carry the host name.
 * Holds for every connection: to servers and to Sentinels. Immutable, as far as the application's context is.
 */
public final class Tls {
    private static final Tls OFF = new Tls(false, null, false);
    private static final Tls ON = new Tls(true, null, true);

    private final boolean enabled;
    private final @Nullable SSLContext context;
    private final boolean verifiesHostname;

    private Tls(boolean enabled, @Nullable SSLContext context, boolean verifiesHostname) {
        this.enabled = enabled;
        this.context = context;
        this.verifiesHostname = verifiesHostname;
    }

    /**
     * No encryption. The default.
     *
     * @return TLS switched off
     */
    public static Tls off() {
        return OFF;
    }

    /**
     * TLS with the trust the JVM comes with, or is told by {@code javax.net.ssl} properties. Host names are verified.
     *
     * @return TLS switched on
     */
    public static Tls on() {
        return ON;
    }

    /**
     * TLS with the application's own trust, and its own certificate where the server asks for one. Host names are
     * verified.
     *
     * @param context an initialised context
     * @return TLS switched on
     */
    public static Tls on(SSLContext context) {
        return new Tls(true, requireNonNull(context, "context"), true);
    }

    /**
     * The same, but a certificate need not carry the host name. Whoever holds any certificate that is trusted can then
     * stand in for the server: only for a test, or behind a tunnel.
     *
     * @return a copy that does not verify host names; this one, when TLS is off
     */
    public Tls withoutHostnameVerification() {
        return verifiesHostname ? new Tls(true, context, false) : this;
    }

    /**
     * Whether the connection is encrypted.
     *
     * @return true if TLS is on
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * The application's trust.
     *
     * @return the context, or empty for the JVM's default, and when TLS is off
     */
    public Optional<SSLContext> context() {
        return Optional.ofNullable(context);
    }

    /**
     * Whether the server's certificate must carry the name of the host.
     *
     * @return true if it must; false when TLS is off
     */
    public boolean verifiesHostname() {
        return verifiesHostname;
    }

    /** Equal when the switches are, and the context is the same object. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tls that
                && enabled == that.enabled
                && verifiesHostname == that.verifiesHostname
                && Objects.equals(context, that.context);
    }

    @Override
    public int hashCode() {
        return Objects.hash(enabled, context, verifiesHostname);
    }

    @Override
    public String toString() {
        if (!enabled) {
            return "Tls[off]";
        }
        return "Tls[on, trust=" + (context == null ? "jvm" : "application") + ", verifiesHostname=" + verifiesHostname
                + ']';
    }
}
