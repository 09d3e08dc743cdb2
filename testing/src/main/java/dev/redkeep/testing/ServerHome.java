package dev.redkeep.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server's directory, with its configuration, its log and its data.
 *
 * @param directory where it runs
 * @param command how it is started
 * @param log what it prints
 */
record ServerHome(Path directory, List<String> command, ServerLog log) {

    /** The configuration is written once: Sentinel and the servers under it rewrite theirs. */
    static ServerHome create(Binary binary, Endpoint endpoint, Launch launch) throws IOException {
        Path directory = Workspace.newDirectory("server-");
        Path config = directory.resolve("redis.conf");
        ConfigFile own = new ConfigFile()
                .line("bind", endpoint.host())
                .line("port", Integer.toString(endpoint.port()))
                .line("dir", directory.toString());
        Files.writeString(config, own.text() + launch.config());
        List<String> command = new ArrayList<>(List.of(binary.path().toString(), config.toString()));
        command.addAll(launch.arguments());
        return new ServerHome(
                directory, List.copyOf(command), new ServerLog(directory.resolve("redis.log"), launch.secrets()));
    }

    ServerProcess start() throws IOException {
        return ServerProcess.start(directory, log.file(), command);
    }
}
