package dev.redkeep.leaderboard;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.script.ScriptReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a board, the best first. Each page begins behind the last entry of the one before: behind it and its score, not at a
 * place, since others who come or go shift the places of those who stay. Used by one thread.
 */
final class BoardWalk {
    private final Redis redis;
    private final Board board;
    private final BoardScripts scripts;
    private final BoardReplies replies;
    private final int size;
    private @Nullable Last last;

    /** The last entry that was told, as the board has it, and its score. */
    private record Last(ScriptReply entry, ScriptReply score) {}

    /** With how many lines a page has at most. */
    BoardWalk(Redis redis, Board board, BoardScripts scripts, BoardReplies replies, int size) {
        this.redis = redis;
        this.board = board;
        this.scripts = scripts;
        this.replies = replies;
        this.size = size;
    }

    /** The next lines; the first ones if none were told yet. */
    Page next() {
        List<ScriptReply> told = redis.run(
                last == null
                        ? board.call(scripts.page).arg(0).arg(size - 1)
                        : board.call(scripts.after)
                                .arg(last.entry().bytes())
                                .arg(last.score().bytes())
                                .arg(size));
        Page page = replies.page(told);
        if (!page.rows().isEmpty()) {
            List<ScriptReply> entries = told.get(3).slots();
            int end = entries.size();
            last = new Last(entries.get(end - 2), entries.get(end - 1));
        }
        return page;
    }
}
