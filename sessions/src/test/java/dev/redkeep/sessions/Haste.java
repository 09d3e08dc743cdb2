package dev.redkeep.sessions;

import dev.redkeep.core.client.Redis;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** Lets a client wait for long as long as the server is there, and in haste when a test has halted it. */
final class Haste {
    private volatile Duration deadline = Patient.LONG;

    /** From now on an operation has so much time. */
    void begin(Duration each) {
        deadline = each;
    }

    void end() {
        deadline = Patient.LONG;
    }

    /** The same client. */
    Redis of(Redis client) {
        return (Redis) Proxy.newProxyInstance(
                Redis.class.getClassLoader(), new Class<?>[] {Redis.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(client.within(deadline), arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
