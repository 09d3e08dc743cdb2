package dev.redkeep.benchmarks.turns;

import dev.redkeep.benchmarks.Load;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** Threads of one kind. Virtual ones are asked for by reflection: this is compiled for 17, which has none. */
final class Crew {
    private Crew() {}

    static boolean hasVirtual() {
        return Runtime.version().feature() >= 21;
    }

    static List<Thread> start(Load load, List<? extends Runnable> work) {
        ThreadFactory factory = load.virtual() ? virtual() : Thread::new;
        List<Thread> threads = new ArrayList<>(work.size());
        for (Runnable each : work) {
            Thread thread = factory.newThread(each);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
            return (ThreadFactory) factory.invoke(builder);
        } catch (NoSuchMethodException | ClassNotFoundException old) {
            throw new IllegalStateException("this JDK has no virtual threads", old);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
