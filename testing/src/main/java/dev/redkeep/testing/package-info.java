/**
 * A real Redis for a test: a single server, a Sentinel group, a Cluster; and the JUnit extension that gives them.
 *
 * <h2>Where a server comes from</h2>
 *
 * <p>The first of these that can be had. None is a failure, and its message lists what was tried, why each failed, and
 * what to do.
 *
 * <ol>
 *   <li>{@code uri}: the running server that the environment variable {@code REDKEEP_TEST_REDIS} names, as {@code
 *       redis://[[user]:password@]host[:port]} ({@code rediss} for TLS). Tests empty it! It can't be stopped, paused or
 *       given options, so where that is asked for, the next provider is taken.
 *   <li>{@code docker}: a container by Testcontainers, if a Docker engine answers and has or gets the image ({@code
 *       REDKEEP_TEST_IMAGE}, by default {@code redis:8-alpine}; at most two minutes, without registry credentials).
 *   <li>{@code path}: a {@code redis-server} on the PATH.
 *   <li>{@code embedded}: the Redis 6.2 that {@code com.github.codemonstur:embedded-redis} carries, for Linux and macOS.
 * </ol>
 *
 * <p>{@code REDKEEP_TEST_PROVIDER} forces one by name. What was found is remembered until the JVM ends, and one line in
 * the log tells it. Sentinel groups and Clusters are always processes of this machine, from {@code path} or {@code
 * embedded}, the one that is forced or the first that can be had.
 *
 * <h2>What is left behind</h2>
 *
 * <p>Nothing: processes and their files end with the JVM, also when it is killed. A container ends with an orderly end of
 * the JVM; when the JVM is killed, Ryuk removes it, or, with {@code TESTCONTAINERS_RYUK_DISABLED=true}, the {@code
 * docker} command if there is one; with neither, it remains.
 */
package dev.redkeep.testing;
