package dev.redkeep.core.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import redis.clients.jedis.util.RedisInputStream;

/** What a server says, read ahead; and a word before each read that may wait for more. */
final class FeedStream extends RedisInputStream {
    /** As much as Redis writes at a time; Jedis' own is an eighth. */
    private static final int SIZE = 64 << 10;

    /**
     * Reads from a socket.
     *
     * @param drained is called before what comes next is read
     */
    FeedStream(InputStream socket, Runnable drained) {
        super(
                new FilterInputStream(socket) {
                    @Override
                    public int read(byte[] into, int from, int most) throws IOException {
                        drained.run();
                        return super.read(into, from, most);
                    }
                },
                SIZE);
    }

    /** Whether something was read that nobody took yet: perhaps a part of what the server says next. */
    boolean holdsMore() {
        return count < limit;
    }
}
