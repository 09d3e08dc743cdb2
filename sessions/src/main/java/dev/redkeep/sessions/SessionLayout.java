package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;

/** How sessions lie in Redis: the spelling of their keys, and the scripts that fit the form of record and index. */
interface SessionLayout {
    /** Refuses a layout whose keys of one user lie in different slots of a Cluster. */
    static SessionLayout of(SessionOptions options, Redis redis) {
        SessionLayout layout = switch (options.schema()) {
            case DISCOURS -> DiscoursLayout.of(options.layout());
            case TRACKEEP -> throw new UnsupportedOperationException("schema must be DISCOURS for now");
        };
        if (redis.cluster() && !layout.sharesSlot()) {
            throw new IllegalArgumentException("layout must be HARDENED on a Cluster: in the documented one "
                    + layout.index(0).pattern() + " and a session of the same user lie in different slots");
        }
        return layout;
    }

    /** Whose a session is, as its id or the schema tells; an id that does not is refused. */
    long user(SessionId id);

    /** Where a session lies. */
    Key session(SessionId id);

    /** Where a user's index lies. */
    Key index(long userId);

    /** What every session key of a user begins with; what follows is what the index calls the session. */
    byte[] prefix(long userId);

    /** What finds a session that the index names. */
    SessionId listed(long userId, String member);

    SessionScripts scripts();

    /** Whether a user's keys lie in one slot of a Cluster. */
    boolean sharesSlot();
}
