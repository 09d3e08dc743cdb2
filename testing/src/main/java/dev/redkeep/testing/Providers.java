package dev.redkeep.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The providers in their order, and the choice among them. */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    private final List<Provider> order;
    private final @Nullable String forced;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** As the environment says. {@code env} is what {@link System#getenv()} gives. */
    Providers(Map<String, String> env) {
        this(
                List.of(
                        ForeignServer.provider(env.get("REDKEEP_TEST_REDIS")),
                        new DockerProvider(env),
                        BinaryProvider.onPath(env.get("PATH")),
                        BinaryProvider.embedded()),
                env.get("REDKEEP_TEST_PROVIDER"));
    }

    Providers(List<Provider> order, @Nullable String forced) {
        this.order = order;
        this.forced = forced == null || forced.isBlank() ? null : forced.strip().toLowerCase(Locale.ROOT);
    }

    private static final class Lazily {
        static final Providers OF_THIS_JVM = new Providers(System.getenv());
    }

    static Providers ofThisJvm() {
        return Lazily.OF_THIS_JVM;
    }

    RedisServer startAny() {
        return startWith(null);
    }

    RedisServer start(ServerOptions options) {
        return startWith(options);
    }

    private RedisServer startWith(@Nullable ServerOptions options) {
        return choose(allowed(), provider -> {
            RedisServer server = provider.start(options);
            tell(provider, "a server", server.version());
            return server;
        });
    }

    /** A binary of this machine, for groups of servers: from the path or embedded, whatever single servers use. */
    Binary binary() {
        List<Provider> local =
                order.stream().filter(BinaryProvider.class::isInstance).toList();
        List<Provider> named =
                local.stream().filter(p -> p.name().equals(forced)).toList();
        return choose(named.isEmpty() ? local : named, provider -> {
            Binary binary = ((BinaryProvider) provider).binary();
            tell(provider, "a group of servers", binary.version());
            return binary;
        });
    }

    private List<Provider> allowed() {
        if (forced == null) {
            return order;
        }
        List<Provider> named =
                order.stream().filter(p -> p.name().equals(forced)).toList();
        if (named.isEmpty()) {
            throw new TestServerException("REDKEEP_TEST_PROVIDER is '" + forced + "' -> set it to one of "
                    + order.stream().map(Provider::name).collect(Collectors.joining(", ")) + ", or unset it");
        }
        return named;
    }

    /** What is wanted of a provider. */
    private interface Attempt<T> {
        T of(Provider provider) throws Unavailable;
    }

    private <T> T choose(List<Provider> candidates, Attempt<T> attempt) {
        StringBuilder tried = new StringBuilder();
        for (Provider provider : candidates) {
            try {
                return attempt.of(provider);
            } catch (Unavailable e) {
                LOG.debug("not from {}: {}", provider.name(), e.getMessage());
                tried.append("\n  ").append(provider.name()).append(": ").append(e.getMessage());
            }
        }
        String head = candidates.size() == 1 && forced != null
                ? "no Redis for the tests from the provider that REDKEEP_TEST_PROVIDER forces:"
                : "no Redis for the tests; tried, in this order:";
        throw new TestServerException(head + tried);
    }

    /** One line a provider and kind. */
    private void tell(Provider provider, String what, String version) {
        if (told.add(provider.name() + what)) {
            LOG.info("Redis {} for {} from provider {}", version, what, provider.name());
        }
    }
}
