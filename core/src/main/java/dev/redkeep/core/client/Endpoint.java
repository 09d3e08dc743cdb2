package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of one server. Immutable; the name is not looked up here.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets (a zone may follow it, as in
 *     {@code fe80::1%eth0}); at most 253 characters. An international name goes in its {@code xn--} form
 * @param port the TCP port, 1..65535
 */
public record Endpoint(String host, int port) {
    /** The port of a Redis server when none is given: 6379. */
    public static final int DEFAULT_PORT = 6379;

    /** The port of a Sentinel when none is given: 26379. */
    public static final int DEFAULT_SENTINEL_PORT = 26379;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern IPV6 = Pattern.compile("([0-9A-Fa-f:.]{2,45})(%[A-Za-z0-9._~-]{1,64})?");

    /**
     * Checks both parts.
     *
     * @param host a name or an address, without brackets
     * @param port 1..65535
     * @throws IllegalArgumentException if {@code host} is neither a name nor an address, or {@code port} is not
     *     1..65535
     */
    public Endpoint {
        requireNonNull(host, "host");
        if (!NAME.matcher(host).matches() && !isIpv6(host)) {
            throw new IllegalArgumentException(
                    "host must be a name (letters, digits, '.', '-', '_'; 1..253 characters),"
                            + " an IPv4 address or an IPv6 address");
        }
        Bounds.number("port", port, 1, 65_535);
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}. Nothing is percent-decoded.
     *
     * @param text the address; the port is {@value #DEFAULT_PORT} when left out
     * @return the endpoint
     * @throws IllegalArgumentException if a part is missing or out of bounds; the text is not repeated
     */
    public static Endpoint parse(String text) {
        return parse(text, DEFAULT_PORT);
    }

    static Endpoint parse(String text, int defaultPort) {
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (text.startsWith("[") ? hostEnd == 0 : hostEnd != text.lastIndexOf(':')) {
            throw new IllegalArgumentException("host: an IPv6 address must stand in brackets, as in [::1]:6379");
        }
        String host = hostEnd < 0 ? text : text.substring(0, hostEnd);
        String rest = text.substring(host.length());
        if (host.isEmpty()) {
            throw new IllegalArgumentException("host must not be empty");
        }
        if (!rest.isEmpty() && rest.charAt(0) != ':') {
            throw new IllegalArgumentException("host: only ':' and a port may follow the bracket of an IPv6 address");
        }
        int port = rest.isEmpty() ? defaultPort : Bounds.decimal("port", rest.substring(1), 1, 65_535);
        return new Endpoint(unbracketed(host), port);
    }

    /**
     * The address as it is usually written, with an IPv6 host in brackets.
     *
     * @return {@code host:port} or {@code [ipv6]:port}
     */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }

    private static String unbracketed(String host) {
        if (!host.startsWith("[")) {
            return host;
        }
        String inside = host.substring(1, host.length() - 1);
        if (!isIpv6(inside)) {
            throw new IllegalArgumentException("host: what stands in brackets must be an IPv6 address");
        }
        return inside;
    }

    /** The zone is ours to check, since a network interface may have a '-' in its name; the rest is RFC 3986. */
    private static boolean isIpv6(String host) {
        Matcher parts = IPV6.matcher(host);
        if (!parts.matches() || host.indexOf(':') < 0) {
            return false;
        }
        try {
            new URI("redis://[" + parts.group(1) + "]").parseServerAuthority();
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
