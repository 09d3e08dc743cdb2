package dev.redkeep.testing;

import java.lang.reflect.Type;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The JUnit extension behind {@link RedisTest}. Registered by hand it gives a class a server of its own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RedisExtension REDIS = RedisExtension.with(ServerOptions.defaults().withMaxMemory(2_000_000));
 * }</pre>
 *
 * <p>That server is started when first needed, brought back and emptied before each test, given to parameters of type
 * {@link RedisServer} and {@link URI}, and closed after the (outermost) class. Safe for tests that run in parallel as
 * far as they can share one server that is emptied before each test.
 */
public final class RedisExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RedisExtension.class);
    private static final Object LOCK = new Object();

    private final @Nullable ServerOptions options;

    /** The extension with the {@linkplain RedisServer#shared() shared server}; for JUnit and {@link RedisTest}. */
    public RedisExtension() {
        this(null);
    }

    private RedisExtension(@Nullable ServerOptions options) {
        this.options = options;
    }

    /**
     * The extension with a server of its own for each test class.
     *
     * @param options what the server is started with; {@link ServerOptions#defaults()} will do for tests that stop it
     * @return a new extension, to be registered with {@code @RegisterExtension}
     */
    public static RedisExtension with(ServerOptions options) {
        return new RedisExtension(options);
    }

    /**
     * Brings the server back, if it was stopped or paused, and empties it.
     *
     * @param context the test that is about to run
     * @throws TestServerException if there is no server, or it can't be emptied
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        SharedServer.makeReady(server(context));
    }

    /**
     * Whether the parameter is one that this extension gives.
     *
     * @param parameter the parameter
     * @param context the test or class it belongs to
     * @return true for {@link RedisServer}, {@link URI}, {@link SentinelGroup} and {@link RedisCluster}
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Type type = parameter.getParameter().getType();
        return type == RedisServer.class
                || type == URI.class
                || type == SentinelGroup.class
                || type == RedisCluster.class;
    }

    /**
     * Gives the parameter, and starts what it stands for if that was not done before.
     *
     * @param parameter the parameter
     * @param context the test or class it belongs to
     * @return the server, its URI, or the group
     * @throws TestServerException if it can't be started
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Type type = parameter.getParameter().getType();
        if (type == SentinelGroup.class) {
            return ofClass(context, SentinelGroup.class, SentinelGroup::start);
        }
        if (type == RedisCluster.class) {
            return ofClass(context, RedisCluster.class, RedisCluster::start);
        }
        RedisServer server = server(context);
        return type == URI.class ? server.uri() : server;
    }

    private RedisServer server(ExtensionContext context) {
        ServerOptions own = options;
        return own == null
                ? RedisServer.shared()
                : ofClass(context, this, () -> RedisServer.start(own), RedisServer.class);
    }

    private static <T> T ofClass(ExtensionContext context, Class<T> type, Supplier<T> start) {
        return ofClass(context, type, start, type);
    }

    /** From the outermost class' store, which closes what is in it after that class. */
    private static <T> T ofClass(ExtensionContext context, Object key, Supplier<T> start, Class<T> type) {
        ExtensionContext outermost = context;
        for (ExtensionContext c = context;
                c.getTestClass().isPresent();
                c = c.getParent().orElseThrow()) {
            outermost = c;
        }
        Store store = outermost.getStore(NAMESPACE);
        synchronized (LOCK) {
            T there = store.get(key, type);
            if (there == null) {
                there = start.get();
                store.put(key, there);
            }
            return there;
        }
    }
}
