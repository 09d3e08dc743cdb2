package dev.redkeep.sessions;

/** What each part of the contract runs on. */
interface SessionContractFixture {
    long ALICE = 123;
    long BOB = 124;
    String TOKEN = "eyJ0eXAi.eyJzdWIi.c2ln-_";

    /** Opens the store; it is empty when a test begins. */
    SessionStore open(SessionOptions options);

    /** The schema and the layout under test. */
    default SessionOptionsBuilder options() {
        return SessionOptions.builder();
    }

    default SessionStore open(SessionOptionsBuilder tweaked) {
        return open(tweaked.build());
    }

    default String token(SessionId id) {
        return id.token().orElseThrow();
    }
}
