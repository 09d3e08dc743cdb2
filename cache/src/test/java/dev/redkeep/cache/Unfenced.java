package dev.redkeep.cache;

import dev.redkeep.core.client.Redis;
import dev.redkeep.core.script.Script;
import dev.redkeep.core.script.ScriptCall;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/** A client whose fills don't look whether the lease is still held: what a cache without the fence does. */
final class Unfenced {
    private static final Script<CacheScripts.Filled> FILL = unfenced();

    private Unfenced() {}

    static Redis over(Redis redis) {
        return (Redis) Proxy.newProxyInstance(
                Unfenced.class.getClassLoader(), new Class<?>[] {Redis.class}, (proxy, method, args) -> {
                    if (method.getName().equals("within")) {
                        return proxy;
                    }
                    if (args != null && args[0] instanceof ScriptCall<?> call && call.script() == CacheScripts.FILL) {
                        args[0] = unfenced(call);
                    }
                    try {
                        return method.invoke(redis, args);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static ScriptCall<CacheScripts.Filled> unfenced(ScriptCall<?> call) {
        ScriptCall<CacheScripts.Filled> other = FILL.on(call.keys());
        call.argBytes().forEach(other::arg);
        return other;
    }

    private static Script<CacheScripts.Filled> unfenced() {
        String source = new String(CacheScripts.FILL.source(), StandardCharsets.UTF_8);
        String unchecked = source.replace("if redis.call('GET', KEYS[2]) ~= ARGV[2] then", "if false then");
        if (unchecked.equals(source)) {
            throw new AssertionError("fill.lua looks otherwise now");
        }
        return Script.read(
                "cache.unfenced",
                new ByteArrayInputStream(unchecked.getBytes(StandardCharsets.UTF_8)),
                CacheScripts.Filled::of);
    }
}
