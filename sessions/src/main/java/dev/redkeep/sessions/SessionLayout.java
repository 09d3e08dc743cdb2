package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.key.KeyLayout;
import dev.redkeep.core.key.KeyPattern;
import java.util.OptionalLong;

/** How sessions lie in Redis: the spelling of their keys, and the scripts that fit the form of record and index. */
interface SessionLayout {
    /** Refuses a layout whose keys of one user lie in different slots of a Cluster. */
    static SessionLayout of(SessionOptions options, Redis redis) {
        SessionLayout layout = switch (options.schema()) {
            case DISCOURS -> RoutedLayout.discours(options.layout());
            case TRACKEEP ->
                options.layout() == KeyLayout.HARDENED
                        ? RoutedLayout.trackeep(options.json())
                        : TrackeepLayout.of(options.json());
        };
        if (redis.cluster() && !layout.sharesSlot()) {
            throw new IllegalArgumentException("layout must be HARDENED on a Cluster: in the documented one "
                    + layout.index(0).pattern() + " and a session of the same user lie in different slots");
        }
        return layout;
    }

    /** Whether a session can lie under this id. One that came from a browser may be anything. */
    boolean mayHave(SessionId id);

    /** Whose a session is, as its id tells. Empty if the session tells it. */
    OptionalLong user(SessionId id);

    /** Where sessions lie. */
    KeyPattern sessions();

    /** Where a session lies. */
    Key session(SessionId id);

    /** Where a user's index lies. */
    Key index(long userId);

    /** Where its user's index lies; the session's own key if only the session tells its user. */
    default Key index(SessionId id) {
        OptionalLong user = user(id);
        return user.isPresent() ? index(user.getAsLong()) : session(id);
    }

    /**
     * What every session key of a user begins with; what follows is what the index calls the session. The user is empty only
     * where {@link #user} is.
     */
    byte[] prefix(OptionalLong userId);

    /** What finds a session that the index names. */
    SessionId listed(long userId, String member);

    SessionScripts scripts();

    /** Whether a user's keys lie in one slot of a Cluster. */
    boolean sharesSlot();
}
