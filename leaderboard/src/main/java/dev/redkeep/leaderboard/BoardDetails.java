package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.script.Script;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a board's members, in a hash beside it. */
final class BoardDetails {
    private final Redis redis;
    private final Board board;
    private final Optional<Duration> kept;
    private final Script<Boolean> describe;

    BoardDetails(Redis redis, Board board, LeaderboardOptions options, BoardScripts scripts) {
        this.redis = redis;
        this.board = board;
        this.kept = options.details();
        this.describe = scripts.describe;
    }

    boolean note(String member, String details) {
        return redis.run(board.call(describe)
                .arg(Members.bytes(member))
                .arg(Members.details(details))
                .arg(kept.orElseThrow(BoardDetails::none)));
    }

    /** Of those that have some, in the order asked. */
    Map<String, String> of(Collection<String> members) {
        if (kept.isEmpty()) {
            throw none();
        }
        List<String> distinct = Members.distinct(members);
        Map<String, String> details = new LinkedHashMap<>();
        if (distinct.isEmpty()) {
            return details;
        }
        byte[][] fields = distinct.stream().map(Members::bytes).toArray(byte[][]::new);
        List<byte[]> held = redis.execute(
                        "leaderboard.details",
                        board.details(),
                        commands -> commands.hmget(board.details().bytes(), fields))
                .orElseThrow();
        for (int i = 0; i < fields.length; i++) {
            if (held.get(i) != null) {
                details.put(distinct.get(i), new String(held.get(i), StandardCharsets.UTF_8));
            }
        }
        return details;
    }

    private static IllegalStateException none() {
        return new IllegalStateException("this board's options keep no details of members");
    }
}
