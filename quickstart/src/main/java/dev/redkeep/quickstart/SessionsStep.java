package dev.redkeep.quickstart;

import static dev.redkeep.sessions.SessionKeys.SESSION;
import static dev.redkeep.sessions.SessionKeys.USER_SESSIONS;

import dev.redkeep.sessions.NewSession;
import dev.redkeep.sessions.Session;
import dev.redkeep.sessions.SessionStore;
import java.security.SecureRandom;
import java.util.Base64;

/** Sign in, be recognised, sign out here and everywhere. */
final class SessionsStep implements Step {
    /** Two users that no application has: their sessions are the quickstart's own. */
    static final long ALICE = 9_000_000_000_000_001L;

    static final long BOB = 9_000_000_000_000_002L;

    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String title() {
        return "Sessions";
    }

    @Override
    public void run(Tour tour, Notes notes) {
        SessionStore sessions = SessionStore.on(tour.redis());

        int before = sessions.list(ALICE).size();
        notes.add("list", "alice, from earlier tours: " + before);

        String laptop = signIn(tour, sessions, ALICE, "alice");
        String phone = signIn(tour, sessions, ALICE, "alice");
        notes.add("create", "alice signs in on a laptop and a phone");

        Session found = sessions.find(ALICE, laptop).orElseThrow();
        notes.add("find", "the laptop's, created " + found.createdAt());

        Session touched = sessions.findAndTouch(ALICE, laptop).orElseThrow();
        notes.add("findAndTouch", "used " + touched.lastActivity() + ", its end put off");

        notes.add("list", "alice: " + sessions.list(ALICE).size() + ", the one used last first");

        notes.add("revoke", "the phone's: " + sessions.revoke(ALICE, phone).ended() + " ended");
        notes.add("find", "the phone's: " + (sessions.find(ALICE, phone).isPresent() ? "still there" : "gone"));

        signIn(tour, sessions, BOB, "bob");
        signIn(tour, sessions, BOB, "bob");
        notes.add("revokeAll", "bob signed in twice: " + sessions.revokeAll(BOB).ended() + " ended");
    }

    private static String signIn(Tour tour, SessionStore sessions, long user, String name) {
        String token = newToken();
        sessions.create(NewSession.of(user, name, token).deviceInfo("{\"app\":\"redkeep quickstart\"}"));
        tour.wrote(SESSION.key(user, token), USER_SESSIONS.key(user));
        return token;
    }

    /** 256 random bits, where an application has its JWT. */
    private static String newToken() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
