package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One connection that speaks RESP2: just enough to set a server up and to ask it how it is. For one thread. */
final class Resp implements AutoCloseable {
    private static final int DEFAULT_PORT = 6379;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Resp(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** An error reply. */
    static final class ErrorReply extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ErrorReply(String message) {
            super(message, null, false, false);
        }
    }

    /** Connects, and says AUTH where the URI has a user or password. {@code timeout} bounds each wait. */
    static Resp connect(URI uri, Duration timeout) throws IOException {
        int millis = Math.toIntExact(timeout.toMillis());
        Socket socket = open(uri, millis);
        try {
            socket.setSoTimeout(millis);
            if ("rediss".equals(uri.getScheme())) {
                SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
                socket = tls.createSocket(socket, hostOf(uri), portOf(uri), true);
            }
            Resp resp = new Resp(socket);
            resp.authenticate(uri.getRawUserInfo());
            return resp;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** To the first of the host's addresses that answers. */
    private static Socket open(URI uri, int millis) throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(hostOf(uri))) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, portOf(uri)), millis);
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    static String hostOf(URI uri) {
        return Objects.requireNonNullElse(uri.getHost(), "localhost");
    }

    static int portOf(URI uri) {
        return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    }

    private void authenticate(@Nullable String userInfo) throws IOException {
        if (userInfo == null || userInfo.isEmpty()) {
            return;
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? "" : Percent.decode(userInfo.substring(0, colon));
        String password = Percent.decode(userInfo.substring(colon + 1));
        if (user.isEmpty()) {
            call("AUTH", password);
        } else {
            call("AUTH", user, password);
        }
    }

    /** Sends one command and reads its reply: a text, a {@code Long}, a {@code List} of replies, or null. */
    @Nullable
    Object call(String... words) throws IOException {
        write("*" + words.length + "\r\n");
        for (String word : words) {
            byte[] bytes = word.getBytes(UTF_8);
            write("$" + bytes.length + "\r\n");
            out.write(bytes);
            write("\r\n");
        }
        out.flush();
        return read();
    }

    /** A command whose reply is a text. */
    String text(String... words) throws IOException {
        return String.valueOf(call(words));
    }

    /** The fields of a reply that is lines of {@code name:value}, such as INFO's. */
    Map<String, String> fields(String... words) throws IOException {
        Map<String, String> fields = new HashMap<>();
        text(words).lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return fields;
    }

    /** The server's version, as its {@code --version} says it too. Valkey calls itself Redis 7.2 besides. */
    String version() throws IOException {
        Map<String, String> info = fields("INFO", "server");
        return info.getOrDefault("valkey_version", info.getOrDefault("redis_version", "unknown"));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    private @Nullable Object read() throws IOException {
        String line = readLine();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case ':' -> Long.valueOf(rest);
            case '-' -> throw new ErrorReply(rest);
            case '$' -> readBulk(Integer.parseInt(rest));
            case '*' -> readArray(Integer.parseInt(rest));
            default -> throw new IOException("not a Redis reply: byte " + (int) line.charAt(0));
        };
    }

    private @Nullable String readBulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] bytes = in.readNBytes(length + 2);
        if (bytes.length < length + 2) {
            throw new EOFException("the server closed the connection");
        }
        return new String(bytes, 0, length, UTF_8);
    }

    private @Nullable List<@Nullable Object> readArray(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        List<@Nullable Object> items = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            items.add(read());
        }
        return items;
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) c);
        }
        if (line.length() < 2) {
            throw new IOException("not a Redis reply");
        }
        line.setLength(line.length() - 1);
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
