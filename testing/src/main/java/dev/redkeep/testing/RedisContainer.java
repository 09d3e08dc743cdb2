package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A container whose host port is given, so that it stays the same when the container is started again. */
final class RedisContainer extends GenericContainer<RedisContainer> {
    private static final int REDIS = 6379;
    private static final int READABLE = 0444;
    private static final String CONFIG = "/redkeep.conf";

    /** The configuration is a file, and not in the command, which everybody sees who inspects the container. */
    RedisContainer(String image, int hostPort, String config) {
        super(DockerImageName.parse(image));
        withExposedPorts(REDIS);
        withCopyToContainer(Transferable.of(config.getBytes(UTF_8), READABLE), CONFIG);
        withCommand("--include", CONFIG, "--protected-mode", "no", "--port", Integer.toString(REDIS));
        withCreateContainerCmdModifier(command -> bind(command, hostPort));
        withStartupCheckStrategy(new AsItIs());
        waitingFor(new NoWait());
    }

    private static void bind(CreateContainerCmd command, int hostPort) {
        String host = DockerClientFactory.instance().dockerHostIpAddress();
        boolean near = host.equals("localhost") || host.equals(Ports.LOOPBACK);
        Binding binding = near ? Binding.bindIpAndPort(Ports.LOOPBACK, hostPort) : Binding.bindPort(hostPort);
        HostConfig config = command.getHostConfig();
        if (config != null) {
            config.withPortBindings(new PortBinding(binding, ExposedPort.tcp(REDIS)));
        }
    }

    /** We look whether it runs ourselves: else its log, which may hold secrets, would be written to ours. */
    private static final class AsItIs extends StartupCheckStrategy {
        @Override
        public StartupStatus checkStartupState(DockerClient client, String containerId) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    /** We wait ourselves, by PING: Testcontainers' own wait needs tools in the image. */
    private static final class NoWait implements WaitStrategy {
        @Override
        public void waitUntilReady(WaitStrategyTarget target) {}

        @Override
        public WaitStrategy withStartupTimeout(Duration startupTimeout) {
            return this;
        }
    }
}
