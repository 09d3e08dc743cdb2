package dev.redkeep.pubsub.topic;

import dev.redkeep.core.script.ReplyMapping;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptReply;
import dev.redkeep.core.script.ScriptSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The steps that Redis runs as one. */
final class TopicScripts {
    private static final ScriptSource SOURCE =
            new ScriptSource(TopicScripts.class::getResourceAsStream, Map.of(), Map.of());

    /**
     * A message for a consumer.
     *
     * @param tries how often the group was given it, this time included
     * @param entry null if it is not in the topic any more
     */
    record Given(EntryId id, int tries, @Nullable Entry entry) {
        private static Given of(ScriptReply reply) {
            EntryId id = place(reply.slot(0));
            return new Given(
                    id,
                    (int) Math.min(reply.slot(1).integer(), Integer.MAX_VALUE - 1),
                    reply.slot(2).present().map(fields -> Entry.of(id, fields)).orElse(null));
        }

        private static List<Given> all(ScriptReply reply) {
            return reply.slots().stream().map(Given::of).toList();
        }
    }

    /**
     * What a consumer got.
     *
     * @param lookOn where to look on for what others left behind, as Redis takes it
     * @param dueIn in how many milliseconds something is due again, -1 if nothing waits
     */
    record Taken(String lookOn, long dueIn, boolean madeAgain, List<TopicGap> gaps, List<Given> given) {
        private static Taken of(ScriptReply reply) {
            return new Taken(
                    reply.slot(0).text(),
                    reply.slot(1).integer(),
                    reply.slot(2).flag(),
                    reply.slot(3).slots().stream().map(TopicScripts::gap).toList(),
                    Given.all(reply.slot(4)));
        }
    }

    /** What a consumer does not hold any more, and what it holds without knowing. */
    record Renewed(List<EntryId> lost, List<Given> unknown) {
        private static Renewed of(ScriptReply reply) {
            return new Renewed(
                    reply.slot(0).slots().stream().map(TopicScripts::place).toList(), Given.all(reply.slot(1)));
        }
    }

    /** What became of a message that failed. */
    enum Failed {
        LEFT_TO_ANOTHER,
        DONE,
        GONE
    }

    static final Script<List<Optional<EntryId>>> PUBLISH = read(
            "publish", reply -> reply.slots().stream().map(TopicScripts::maybe).toList());
    static final Script<Boolean> BEGIN = read("begin", ScriptReply::flag);
    static final Script<Taken> TAKE = read("take", Taken::of);
    static final Script<Renewed> RENEW = read("renew", Renewed::of);
    static final Script<Failed> FAIL = read("fail", reply -> Failed.values()[(int) reply.integer()]);
    static final Script<Boolean> LEAVE = read("leave", ScriptReply::flag);
    static final Script<Boolean> REMOVE = read("remove", ScriptReply::flag);
    static final Script<Optional<EntryId>> REPLAY = read("replay", TopicScripts::maybe);
    static final Script<Optional<Backlog>> BACKLOG =
            read("backlog", reply -> reply.present().map(TopicScripts::backlog));

    private TopicScripts() {}

    private static <R> Script<R> read(String name, ReplyMapping<R> reply) {
        return Script.read("topic." + name, SOURCE.of(name), reply);
    }

    private static EntryId place(ScriptReply reply) {
        return EntryId.parse(reply.text());
    }

    private static Optional<EntryId> maybe(ScriptReply reply) {
        return reply.present().map(TopicScripts::place);
    }

    private static TopicGap gap(ScriptReply reply) {
        long missing = reply.slot(2).integer();
        return new TopicGap(
                place(reply.slot(0)),
                place(reply.slot(1)),
                missing < 0 ? OptionalLong.empty() : OptionalLong.of(missing));
    }

    private static Backlog backlog(ScriptReply reply) {
        long ahead = reply.slot(0).integer();
        return new Backlog(
                ahead < 0 ? OptionalLong.empty() : OptionalLong.of(ahead),
                reply.slot(1).integer(),
                reply.slot(2).integer());
    }
}
