package dev.redkeep.core.client;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Where Redis is: one server, a group watched by Sentinel, or a Cluster. Immutable. */
public sealed interface RedisTopology {
    /**
     * The addresses to begin with, in the order given; never empty.
     *
     * @return the server, the Sentinels or the seeds
     */
    List<Endpoint> endpoints();

    /**
     * One server.
     *
     * @param endpoint its address
     */
    record Standalone(Endpoint endpoint) implements RedisTopology {
        /**
         * Checks that there is an address.
         *
         * @param endpoint its address
         */
        public Standalone {
            requireNonNull(endpoint, "endpoint");
        }

        @Override
        public List<Endpoint> endpoints() {
            return List.of(endpoint);
        }
    }

    /**
     * A primary and its replicas, found by asking Sentinels.
     *
     * @param masterName the name under which the Sentinels watch the primary; not empty, no white space
     * @param sentinels the Sentinels' addresses, 1 or more; copied
     */
    record Sentinel(String masterName, List<Endpoint> sentinels) implements RedisTopology {
        /**
         * Checks the name and copies the addresses.
         *
         * @param masterName not empty, no white space
         * @param sentinels 1 or more
         * @throws IllegalArgumentException if the name is empty or has white space, or there is no address
         */
        public Sentinel {
            Bounds.word("masterName", masterName);
            sentinels = atLeastOne("sentinels", sentinels);
        }

        @Override
        public List<Endpoint> endpoints() {
            return sentinels;
        }
    }

    /**
     * A Redis Cluster. It has one database, number 0.
     *
     * @param seeds addresses of nodes that know the others, 1 or more; copied
     */
    record Cluster(List<Endpoint> seeds) implements RedisTopology {
        /**
         * Copies the addresses.
         *
         * @param seeds 1 or more
         * @throws IllegalArgumentException if there is no address
         */
        public Cluster {
            seeds = atLeastOne("seeds", seeds);
        }

        @Override
        public List<Endpoint> endpoints() {
            return seeds;
        }
    }

    private static List<Endpoint> atLeastOne(String name, List<Endpoint> endpoints) {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(name + " must hold 1 or more endpoints");
        }
        return List.copyOf(endpoints);
    }
}
