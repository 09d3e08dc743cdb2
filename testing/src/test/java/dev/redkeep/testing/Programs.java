package dev.redkeep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs made up for a test. */
final class Programs {
    private Programs() {}

    static Path program(Path directory, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("redis-server"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static Path script(Path directory, String... lines) throws IOException {
        return program(directory, ("#!/bin/sh\n" + String.join("\n", lines) + "\n").getBytes(UTF_8));
    }
}
