package dev.redkeep.pubsub.topic;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.key.Key;
import dev.redkeep.core.script.ScriptCall;
import java.util.List;
import java.util.UUID;

/** What a consumer of a group says to Redis. */
final class GroupCalls {
    private final Redis redis;
    private final Place place;
    private final String group;
    private final ConsumerOptions how;
    private final TopicOptions options;
    private final String name;
    private final Key again;
    private final Key far;

    GroupCalls(Redis redis, Place place, String group, ConsumerOptions how, TopicOptions options) {
        this.redis = redis;
        this.place = place;
        this.group = group;
        this.how = how;
        this.options = options;
        this.name = how.name().orElseGet(() -> UUID.randomUUID().toString());
        this.again = place.again(group);
        this.far = place.far(group);
    }

    ConsumerOptions how() {
        return how;
    }

    String group() {
        return group;
    }

    /** Acknowledges what is done, and takes no more than that is new or due again. */
    TopicScripts.Taken take(int most, Hands.GapState gaps, List<EntryId> done) {
        return take(most, 0, "", gaps, done);
    }

    /** Acknowledges what is done, and takes more; also what others left behind, from a place on, unless that is empty. */
    TopicScripts.Taken take(int most, int mostLeftBehind, String lookFrom, Hands.GapState gaps, List<EntryId> done) {
        ScriptCall<TopicScripts.Taken> call = TopicScripts.TAKE
                .on(place.topic(), again, far, place.number())
                .arg(group)
                .arg(name)
                .arg(most)
                .arg(how.takeOverAfter())
                .arg(lookFrom)
                .arg(place.life())
                .arg(gaps.name())
                .arg(mostLeftBehind);
        done.forEach(id -> call.arg(id.toString()));
        return redis.run(call);
    }

    /** Also what it holds without knowing; which counts as tried once more if its process is a new one. */
    TopicScripts.Renewed renew(int most, boolean anew, List<EntryId> known) {
        ScriptCall<TopicScripts.Renewed> call = TopicScripts.RENEW
                .on(place.topic())
                .arg(group)
                .arg(name)
                .arg(most)
                .arg(anew ? 1 : 0);
        known.forEach(id -> call.arg(id.toString()));
        return redis.run(call);
    }

    /** Lets a message wait, or puts it among the dead letters if the delay is negative. */
    TopicScripts.Failed fail(EntryId id, int tries, long delayMillis, String error) {
        return redis.run(TopicScripts.FAIL
                .on(place.topic(), again, place.dead())
                .arg(group)
                .arg(name)
                .arg(id.toString())
                .arg(tries)
                .arg(delayMillis)
                .arg(error)
                .arg(options.deadLetters())
                .arg(place.life()));
    }

    void leave(List<TopicScripts.Given> untouched) {
        ScriptCall<Boolean> call =
                TopicScripts.LEAVE.on(place.topic(), again).arg(group).arg(name).arg(place.life());
        untouched.forEach(given ->
                call.arg(given.id().toString()).arg(Math.max(0, Math.min(given.tries() - 1, 9_999))));
        redis.run(call);
    }
}
