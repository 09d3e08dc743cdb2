package dev.redkeep.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives the tests of a class the {@linkplain RedisServer#shared() shared server}, as a parameter of type {@link
 * RedisServer}, or its {@link java.net.URI}, of a constructor or a test or life-cycle method. Before each test the
 * server is brought back if a former test stopped or paused it, and emptied ({@code FLUSHALL}: all its databases, and
 * so for the one that {@code REDKEEP_TEST_REDIS} names too). Where tests run in parallel, those with this annotation
 * wait for each other. What else a test changes ({@code CONFIG SET}, ACL users, functions) it undoes itself.
 *
 * <p>Parameters of type {@link SentinelGroup} and {@link RedisCluster} are given too: one group for the class, started
 * when first asked for, closed after the class, and never emptied.
 *
 * <p>For a server with options, use {@link RedisExtension#with(ServerOptions)} instead.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(RedisExtension.class)
@ResourceLock("dev.redkeep.testing.RedisServer")
public @interface RedisTest {}
