/** A real Redis for a test: single, Sentinel, Cluster. */
@org.jspecify.annotations.NullMarked
module dev.redkeep.testing {
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;
    requires static testcontainers;
    requires static com.github.dockerjava.api;
    requires org.slf4j;

    exports dev.redkeep.testing;
}
