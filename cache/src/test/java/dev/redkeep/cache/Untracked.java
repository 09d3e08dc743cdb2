package dev.redkeep.cache;

import dev.redkeep.core.client.Credentials;
import dev.redkeep.core.client.RedisOptions;
import dev.redkeep.testing.RedisServer;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

/** A user who may do all but {@code CLIENT TRACKING}. */
final class Untracked {
    static final Credentials CREDENTIALS = Credentials.user("untracked", "pw");

    private Untracked() {}

    static RedisOptions on(UnifiedJedis raw, RedisServer server) {
        create(raw, "untracked", "&*");
        return Patience.of(server.uri()).toBuilder().credentials(CREDENTIALS).build();
    }

    /** With the password {@code pw}. */
    static void create(UnifiedJedis raw, String user, String channels) {
        raw.executeCommand(new CommandArguments(Protocol.Command.ACL)
                .addObjects("SETUSER", user, "reset", "on", ">pw", "~*", channels)
                .addObjects("+@all", "-client", "+client|setname"));
    }
}
