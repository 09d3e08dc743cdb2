package dev.redkeep.core.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Virtual threads where the JDK has them (21 and later), though this is compiled for one that has not. */
final class Threads {
    private static final @Nullable MethodHandle IS_VIRTUAL = find("isVirtual", MethodType.methodType(boolean.class));

    private Threads() {}

    private static @Nullable MethodHandle find(String name, MethodType type) {
        try {
            return MethodHandles.publicLookup().findVirtual(Thread.class, name, type);
        } catch (ReflectiveOperationException olderJdk) {
            return null;
        }
    }

    /** Lets another thread run. Only speed depends on it: measured, not relied on. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void yieldOnce() {
        Thread.yield();
    }

    static boolean isVirtual(Thread thread) {
        if (IS_VIRTUAL == null) {
            return false;
        }
        try {
            return (boolean) IS_VIRTUAL.invokeExact(thread);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A thread that ends with the JVM: virtual if there are such, so that waking it costs little. */
    static Thread background(String name, Runnable work) {
        if (IS_VIRTUAL != null) {
            try {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                Class<?> type = Class.forName("java.lang.Thread$Builder");
                builder = type.getMethod("name", String.class).invoke(builder, name);
                return (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, work);
            } catch (ReflectiveOperationException notTheExpectedJdk) {
                throw new IllegalStateException(notTheExpectedJdk);
            }
        }
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
