package dev.redkeep.cache.document;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a response was made for. The partition says for whom it may be shown: two requests whose responses may differ must differ in
 * method, path, query or partition.
 *
 * @param method such as {@code GET}
 * @param path the path, as it was requested
 * @param query the query, as it was requested; empty if there is none
 * @param partition for whom, such as {@code u:123} or {@code lang:en}; empty for everybody
 * @param user the user by whom all can be forgotten; empty if it is nobody's own
 */
public record ResponseRequest(String method, String path, String query, String partition, Optional<String> user) {
    /**
     * Checks that nothing is missing.
     *
     * @param method such as {@code GET}
     * @param path the path
     * @param query the query
     * @param partition for whom
     * @param user the user by whom all can be forgotten
     */
    public ResponseRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        requireNonNull(partition, "partition");
        requireNonNull(user, "user");
    }

    /**
     * A GET whose response is for everybody.
     *
     * @param path the path
     * @param query the query; empty if there is none
     * @return the request
     */
    public static ResponseRequest get(String path, String query) {
        return new ResponseRequest("GET", path, query, "", Optional.empty());
    }

    /**
     * The same, whose response is for one user alone.
     *
     * @param id the user's id
     * @return a request like this
     */
    public ResponseRequest forUser(String id) {
        return new ResponseRequest(method, path, query, "u:" + id, Optional.of(id));
    }

    /** Where it is cached, and by no other request. */
    String fingerprint() {
        return Fingerprints.of(method, path, query, partition);
    }

    /**
     * The method and the path: the rest may be personal.
     *
     * @return such as {@code GET /topics}
     */
    @Override
    public String toString() {
        return method + ' ' + path;
    }
}
