package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Asks a Docker engine over its socket, with a deadline. So whether there is an engine is known before Testcontainers is
 * touched, which would fill the log where there is none.
 *
 * @param socket {@code unix:///path} or {@code tcp://host:port}
 */
record EngineHttp(URI socket) {
    private static final int CHUNK = 8_192;
    private static final int PLAIN_PORT = 2375;

    /**
     * A reply.
     *
     * @param status such as 200
     * @param body the text after the head
     */
    record Reply(int status, String body) {}

    Reply request(String method, String path, Duration patience) throws IOException {
        Deadline deadline = Deadline.after(patience);
        try (SocketChannel channel = open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            if (!channel.connect(address())) {
                SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
                while (!channel.finishConnect()) {
                    await(selector, deadline);
                }
                key.interestOps(0);
            }
            String head = method + " " + path + " HTTP/1.0\r\nHost: docker\r\nContent-Length: 0\r\n\r\n";
            ByteBuffer request = ByteBuffer.wrap(head.getBytes(UTF_8));
            while (request.hasRemaining()) {
                channel.register(selector, SelectionKey.OP_WRITE);
                await(selector, deadline);
                channel.write(request);
            }
            channel.register(selector, SelectionKey.OP_READ);
            return parse(readAll(channel, selector, deadline));
        }
    }

    private SocketChannel open() throws IOException {
        return isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    }

    private SocketAddress address() throws IOException {
        if (isUnix()) {
            return UnixDomainSocketAddress.of(socket.getPath());
        }
        int port = socket.getPort() < 0 ? PLAIN_PORT : socket.getPort();
        return new InetSocketAddress(InetAddress.getAllByName(Resp.hostOf(socket))[0], port);
    }

    private boolean isUnix() {
        return "unix".equals(socket.getScheme());
    }

    private static String readAll(SocketChannel channel, Selector selector, Deadline deadline) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (true) {
            await(selector, deadline);
            int read = channel.read(chunk);
            if (read < 0) {
                return all.toString(UTF_8);
            }
            all.write(chunk.array(), 0, chunk.position());
            chunk.clear();
        }
    }

    private static void await(Selector selector, Deadline deadline) throws IOException {
        if (deadline.hasPassed()) {
            throw new SocketTimeoutException("no answer in time");
        }
        selector.select(Math.max(1, deadline.leftMillis()));
        selector.selectedKeys().clear();
    }

    private static Reply parse(String text) throws IOException {
        String[] words = text.lines().findFirst().orElse("").split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || !words[1].matches("\\d{3}")) {
            throw new IOException("not an HTTP reply");
        }
        int head = text.indexOf("\r\n\r\n");
        return new Reply(Integer.parseInt(words[1]), head < 0 ? "" : text.substring(head + 4));
    }
}
