package dev.redkeep.leaderboard;

import dev.redkeep.core.key.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Four windows, in none of which a period ends meanwhile. */
abstract class WindowsOnRedis extends BoardsOnRedis {
    /** Where it is about noon, so that no period ends during a test. */
    final ZoneId noon =
            ZoneOffset.ofHours(12 - Instant.now().atZone(ZoneOffset.UTC).getHour());

    final Window ever = Window.allTime(LeaderboardKeys.CHALLENGE.key(7L));
    final Window month = window(Cycle.MONTHLY);
    final Window week = window(Cycle.WEEKLY);
    final Window day = window(Cycle.DAILY);

    Window window(Cycle cycle) {
        return Window.of(cycle, noon, Duration.ofDays(7), WindowTest.PATTERN::key);
    }

    WindowedLeaderboard boards(LeaderboardOptionsBuilder options) {
        return WindowedLeaderboard.on(redis, options.build(), ever, month, week, day);
    }

    long serverMillis() {
        Key key = LeaderboardKeys.CHALLENGE.key(7L);
        return redis.run(WindowScripts.NOW.on(key));
    }
}
