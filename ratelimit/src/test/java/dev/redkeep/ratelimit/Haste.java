package dev.redkeep.ratelimit;

import dev.redkeep.core.client.Redis;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** Lets a limiter wait for long as long as the server is there, and in haste when a test has halted it. */
final class Haste {
    private volatile Duration calls = Patient.LONG;
    private volatile Duration looks = Patient.LONG;

    /** From now on an operation has so much time. */
    void begin(Duration each) {
        calls = each;
        looks = each;
    }

    /** From now on an operation that somebody waits for has so much time. */
    void beginCalls(Duration each) {
        calls = each;
    }

    void end() {
        calls = Patient.LONG;
        looks = Patient.LONG;
    }

    /** The same client, whatever deadline a limiter asks for. */
    Redis of(Redis client) {
        return (Redis) Proxy.newProxyInstance(
                Redis.class.getClassLoader(), new Class<?>[] {Redis.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("within")) {
                        return proxy;
                    }
                    Duration deadline = method.getName().endsWith("Async") ? looks : calls;
                    try {
                        return method.invoke(client.within(deadline), arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
