package dev.redkeep.core.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/** Stands before a real server; can keep its answers back, and cut all connections, or one instead of an answer. */
final class CutProxy implements AutoCloseable {
    private final HostAndPort target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private final AtomicInteger lost = new AtomicInteger();

    private final AtomicInteger asked = new AtomicInteger();

    private volatile boolean mute;
    private volatile @Nullable String word;
    private volatile IntPredicate cutting = number -> false;

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

    /** From now on a connection may be cut instead of the answer to what holds this word: if its number is such, from 1. */
    void cutAnswersTo(String asking, IntPredicate numbers) {
        asked.set(0);
        cutting = numbers;
        word = asking;
    }

    /** How many answers there were to what holds the word, those included instead of which a connection was cut. */
    int asked() {
        return asked.get();
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
                AtomicBoolean due = new AtomicBoolean();
                daemon(() -> copy(client, server, false, due));
                daemon(() -> copy(server, client, true, due));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private boolean holdsWord(byte[] buffer, int length) {
        String wanted = word;
        return wanted != null && new String(buffer, 0, length, ISO_8859_1).contains(wanted);
    }

    private void copy(Socket from, Socket to, boolean answers, AtomicBoolean due) {
        byte[] buffer = new byte[8_192];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                if (!answers && holdsWord(buffer, read)) {
                    due.set(true);
                }
                if (answers && due.getAndSet(false) && cutting.test(asked.incrementAndGet())) {
                    return;
                } else if (answers && mute) {
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
