package dev.redkeep.core.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.HostAndPort;

/** Stands before a real server; can keep its answers back, and cut all connections. */
final class CutProxy implements AutoCloseable {
    private final HostAndPort target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private final AtomicInteger lost = new AtomicInteger();

    private volatile boolean mute;

    CutProxy(HostAndPort target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    HostAndPort address() {
        return new HostAndPort("127.0.0.1", listener.getLocalPort());
    }

    /** From now on answers are lost. */
    void mute() {
        mute = true;
    }

    /** How many pieces of answers were lost. */
    int lost() {
        return lost.get();
    }

    /** Ends the connections that are open; those that follow are heard again. */
    void cut() {
        mute = false;
        List<Socket> open = List.copyOf(sockets);
        open.forEach(sockets::remove);
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(target.getHost(), target.getPort());
                sockets.add(client);
                sockets.add(server);
                daemon(() -> copy(client, server, false));
                daemon(() -> copy(server, client, true));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8_192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                if (answers && mute) {
                    lost.incrementAndGet();
                } else {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException ended) {
            // The peer finds both closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
