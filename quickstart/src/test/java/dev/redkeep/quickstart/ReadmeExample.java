package dev.redkeep.quickstart;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.client.RedisException;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.Session;
import dev.redkeep.sessions.SessionStore;
import java.util.Optional;

/** The README's example as a program. */
final class ReadmeExample {
    private ReadmeExample() {}

    public static void main(String[] args) {
        // snippet: example
        try (Redis redis = Redis.connect(RedisOptions.fromEnvironment())) {
            SessionStore sessions = SessionStore.on(redis);
            Session alice = sessions.create(NewSession.of(123, "alice")).session(); // she signs in
            Optional<Session> session = sessions.findAndTouch(alice.id()); // each request: 30 more days
            session.flatMap(Session::username).ifPresent(name -> System.out.println("Hello " + name));
            for (Session device : sessions.list(123)) { // where is she signed in?
                System.out.println("last used " + device.lastActivity());
            }
            sessions.revokeAll(123); // she signs out everywhere
        } catch (RedisException failure) {
            System.err.println(failure.getMessage()); // what failed, on which pattern, and what helps
        }
        // end
    }
}
