package dev.redkeep.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;
import org.testcontainers.utility.TestcontainersConfiguration;

/** Finds the Docker engine and gets the images, without a word in the log where that fails. */
final class DockerEngine {
    private static final Duration PING = Duration.ofSeconds(20);
    private static final Duration PULL = Duration.ofMinutes(2);
    private static final String START_ENGINE = "start Docker, or set DOCKER_HOST";

    private final Map<String, String> env;

    DockerEngine(Map<String, String> env) {
        this.env = env;
    }

    /** Makes sure that an engine answers, has the image, and is one for Testcontainers; fails with the reason. */
    void prepare(String image) throws Unavailable {
        try {
            look(image);
            DockerClientFactory.instance().client();
        } catch (LinkageError e) {
            throw new Unavailable("no Testcontainers on the class path", "add org.testcontainers:testcontainers 2.0");
        } catch (RuntimeException e) {
            throw new Unavailable("Testcontainers can't use the engine: " + e.getMessage(), START_ENGINE);
        }
    }

    private void look(String image) throws Unavailable {
        EngineHttp engine = new EngineHttp(socket());
        if (!engine.socket().getScheme().matches("unix|tcp|http") || env.containsKey("DOCKER_TLS_VERIFY")) {
            return; // not a socket we can speak to: Testcontainers can
        }
        ping(engine);
        get(engine, image);
        if (!isRyukDisabled(env)) {
            get(engine, ryukImage());
        }
    }

    static boolean isRyukDisabled(Map<String, String> env) {
        return Boolean.parseBoolean(env.get("TESTCONTAINERS_RYUK_DISABLED"));
    }

    @SuppressWarnings("deprecation") // nothing else tells the version that Testcontainers will ask for
    private static String ryukImage() {
        return TestcontainersConfiguration.getInstance().getRyukImage();
    }

    private URI socket() throws Unavailable {
        String host = env.getOrDefault("DOCKER_HOST", "");
        if (host.isBlank()) {
            host = TestcontainersConfiguration.getInstance().getEnvVarOrUserProperty("docker.host", "");
        }
        if (!host.isBlank()) {
            try {
                URI uri = URI.create(host.strip());
                if (uri.getScheme() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // refused below
            }
            throw new Unavailable("DOCKER_HOST is not a URI: " + host, START_ENGINE);
        }
        if (BinaryFormat.Platform.system().equals("windows")) {
            return URI.create("npipe:////./pipe/docker_engine");
        }
        String home = System.getProperty("user.home", "");
        return Stream.concat(
                        Stream.of("/var/run/docker.sock"),
                        List.of(
                                        env.getOrDefault("XDG_RUNTIME_DIR", home),
                                        home + "/.docker/run",
                                        home + "/.docker/desktop")
                                .stream()
                                .map(directory -> directory + "/docker.sock"))
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .map(path -> URI.create("unix://" + path.toUri().getRawPath()))
                .orElseThrow(() -> new Unavailable("no Docker engine: no DOCKER_HOST, no docker.sock", START_ENGINE));
    }

    private static void ping(EngineHttp engine) throws Unavailable {
        try {
            int status = engine.request("GET", "/_ping", PING).status();
            if (status != 200) {
                throw new Unavailable(engine.socket() + " answers with status " + status, START_ENGINE);
            }
        } catch (IOException e) {
            throw new Unavailable(
                    "no Docker engine answers at " + engine.socket() + ": " + e.getMessage(),
                    START_ENGINE + ", or let this user use its socket");
        }
    }

    private static void get(EngineHttp engine, String name) throws Unavailable {
        DockerImageName image = ImageNameSubstitutor.instance().apply(DockerImageName.parse(name));
        String full = image.asCanonicalNameString();
        String remedy = "docker pull " + full + ", or name another by REDKEEP_TEST_IMAGE";
        try {
            if (has(engine, full)) {
                return;
            }
            EngineHttp.Reply pulled = engine.request(
                    "POST",
                    "/images/create?fromImage=" + Percent.encode(image.getUnversionedPart()) + "&tag="
                            + Percent.encode(image.getVersionPart()),
                    PULL);
            if (!has(engine, full)) {
                throw new Unavailable(
                        "the image " + full + " can't be had: " + ServerLog.lastLines(pulled.body()), remedy);
            }
        } catch (IOException e) {
            throw new Unavailable("the image " + full + " can't be had: " + e.getMessage(), remedy);
        }
    }

    private static boolean has(EngineHttp engine, String image) throws IOException {
        return engine.request("GET", "/images/" + image + "/json", PING).status() == 200;
    }
}
