package dev.redkeep.core.client;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Knows every socket that it opened, so that closing the client ends whatever is read from one: a handshake, a reply. The
 * Jedis clients of Sentinel and Cluster take no socket factory: theirs end with their time limits.
 */
final class Sockets implements AutoCloseable {
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    DefaultJedisSocketFactory to(HostAndPort address, JedisClientConfig config) {
        return new DefaultJedisSocketFactory(address, config) {
            @Override
            public Socket createSocket() {
                return noted(super.createSocket());
            }
        };
    }

    private Socket noted(Socket connected) {
        open.removeIf(Socket::isClosed);
        open.add(connected);
        if (closed) {
            close(connected);
            throw new JedisConnectionException(new SocketException("the client is closed"));
        }
        return connected;
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(Sockets::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is of no use any more, closed or not.
        }
    }
}
