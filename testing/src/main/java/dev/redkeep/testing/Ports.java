package dev.redkeep.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on loopback. They lie below the range from which systems take ports for outgoing connections, so that a
 * stopped server's port stays free until it comes back, and so that a Cluster node's bus (port + 10000) is a port too.
 */
final class Ports {
    static final String LOOPBACK = "127.0.0.1";

    private static final byte[] LOOPBACK_BYTES = {127, 0, 0, 1};
    private static final int FIRST = 11_000;
    private static final int LAST = 22_000;
    private static final int BUS = 10_000;
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port that is free now, with its bus port, and that no other server of this JVM was given. */
    static int take() {
        Deadline deadline = Deadline.usual();
        while (!deadline.hasPassed()) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (TAKEN.add(port)) {
                if (isFree(port) && isFree(port + BUS)) {
                    return port;
                }
                TAKEN.remove(port);
            }
        }
        throw new TestServerException(
                "no free port on " + LOOPBACK + " between " + FIRST + " and " + LAST + " -> stop what holds them");
    }

    static void giveBack(int port) {
        TAKEN.remove(port);
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_BYTES), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
