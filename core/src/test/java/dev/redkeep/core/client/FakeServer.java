package dev.redkeep.core.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.HostAndPort;

/** A server whose answers a test lets go one by one. It answers each command with its last word; a handshake at once. */
final class FakeServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);

    FakeServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    HostAndPort address() {
        return new HostAndPort("127.0.0.1", listener.getLocalPort());
    }

    /** The last words of what came, but for handshakes. */
    Queue<String> asked() {
        return asked;
    }

    void answer(int count) {
        answers.release(count);
    }

    void answerEach(Duration pause, int count) {
        daemon(() -> {
            for (int i = 0; i < count; i++) {
                LockSupport.parkNanos(pause.toNanos());
                answer(1);
            }
        });
    }

    /** How many connections were opened. */
    int connections() {
        return sockets.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                BlockingQueue<String> unanswered = new LinkedBlockingQueue<>();
                daemon(() -> read(client, unanswered));
                daemon(() -> write(client, unanswered));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void read(Socket client, BlockingQueue<String> unanswered) {
        try (client;
                DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()))) {
            while (true) {
                String first = "";
                String last = "";
                for (int words = length(in), i = 0; i < words; i++) {
                    last = new String(in.readNBytes(length(in)), UTF_8);
                    first = i == 0 ? last : first;
                    in.skipNBytes(2);
                }
                boolean handshake = first.equals("CLIENT") || first.equals("PING");
                if (!handshake) {
                    asked.add(last);
                }
                unanswered.add(handshake ? (first.equals("PING") ? "+PONG" : "+OK") : last);
            }
        } catch (IOException ended) {
            unanswered.add("");
        }
    }

    /** Of {@code *2} or {@code $5}, with its line's end. */
    private static int length(DataInputStream in) throws IOException {
        StringBuilder digits = new StringBuilder();
        in.readByte();
        for (byte next = in.readByte(); next != '\n'; next = in.readByte()) {
            digits.append((char) next);
        }
        return Integer.parseInt(digits.toString().trim());
    }

    private void write(Socket client, BlockingQueue<String> unanswered) {
        try (client;
                OutputStream out = client.getOutputStream()) {
            for (String next = unanswered.take(); !next.isEmpty(); next = unanswered.take()) {
                if (next.startsWith("+")) {
                    out.write((next + "\r\n").getBytes(UTF_8));
                } else {
                    answers.acquire();
                    out.write(("$" + next.length() + "\r\n" + next + "\r\n").getBytes(UTF_8));
                }
            }
        } catch (IOException ended) {
            // The client is gone.
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
