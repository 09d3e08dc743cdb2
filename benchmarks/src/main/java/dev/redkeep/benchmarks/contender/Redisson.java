package dev.redkeep.benchmarks.contender;

import java.util.List;
import java.util.Optional;
import org.redisson.api.RBatch;
import org.redisson.api.RMapAsync;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RSetAsync;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Redisson with its own defaults, which are a pool of 64. */
final class Redisson implements Contender {
    private final RedissonClient client;
    private final String sha;

    Redisson(Target target) {
        Config config = new Config();
        config.setCodec(StringCodec.INSTANCE);
        config.useSingleServer().setAddress("redis://" + target.host() + ":" + target.port());
        target.user().ifPresent(config::setUsername);
        target.password().ifPresent(config::setPassword);
        this.client = org.redisson.Redisson.create(config);
        this.sha = client.getScript().scriptLoad(Data.TAKE);
    }

    @Override
    public String name() {
        return "Redisson";
    }

    @Override
    public Optional<Operation> operation(Row row) {
        return Optional.ofNullable(
                switch (row) {
                    case GET, GET_1K ->
                        () -> client.getBucket(Data.valueKey(row)).get();
                    case SCRIPT -> this::take;
                    case SESSION_TOUCH -> this::touch;
                    case SESSION_CREATE -> this::create;
                    default -> null;
                });
    }

    private Object take() {
        RScript script = client.getScript(StringCodec.INSTANCE);
        List<Object> keys = List.of(Data.bucketKey());
        return script.evalSha(Mode.READ_WRITE, sha, ReturnType.LIST, keys, Data.CAPACITY, Data.INTERVAL_MICROS);
    }

    private Object touch() {
        long user = Data.any(Data.SESSIONS);
        RBatch batch = client.createBatch();
        RMapAsync<String, String> session = batch.getMap(Data.sessionKey(user, Data.seededToken(user)));
        var fields = session.readAllMapAsync();
        var put = session.fastPutAsync("last_activity", Data.now());
        var expire = session.expireAsync(Data.SESSION_AGE);
        var index = batch.getSet(Data.indexKey(user)).expireAsync(Data.SESSION_AGE);
        return List.of(batch.execute(), fields, put, expire, index);
    }

    private Object create() {
        long user = Data.any(Data.USERS);
        String token = Data.freshToken();
        RBatch batch = client.createBatch();
        RMapAsync<String, String> session = batch.getMap(Data.sessionKey(user, token));
        RSetAsync<String> index = batch.getSet(Data.indexKey(user));
        var put = session.putAllAsync(Data.fields(user, Data.now()));
        var expire = session.expireAsync(Data.SESSION_AGE);
        var added = index.addAsync(token);
        var indexExpire = index.expireAsync(Data.SESSION_AGE);
        return List.of(batch.execute(), put, expire, added, indexExpire);
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
