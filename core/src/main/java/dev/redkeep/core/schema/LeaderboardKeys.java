package dev.redkeep.core.schema;

import static dev.redkeep.core.key.Segment.number;

import dev.redkeep.core.key.KeyPattern;
import dev.redkeep.core.key.KeyPattern1;
import java.util.List;

/** The board of a challenge: T8. For the leaderboard module. */
public final class LeaderboardKeys {
    /** T8: user ids by score. */
    public static final KeyPattern1<Long> CHALLENGE = KeyPattern.of(
                    "tk:challenge:{challenge_id}:leaderboard", number().hashTag())
            .sortedSet()
            .persistent("a board lasts as long as its challenge")
            .owner("leaderboard");

    /** All of them. */
    public static final List<KeyPattern> ALL = List.of(CHALLENGE);

    private LeaderboardKeys() {}
}
