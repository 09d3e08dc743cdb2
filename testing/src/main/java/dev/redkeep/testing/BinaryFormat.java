package dev.redkeep.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Whether a file is a program for this processor. Asked before it is run, since the system's ways to run a program hand
 * what they don't know to the shell, which would then interpret a foreign binary's bytes as commands.
 */
final class BinaryFormat {
    private static final int ELF = 0x7f454c46;
    private static final Set<Integer> MACH_O =
            Set.of(0xfeedface, 0xcefaedfe, 0xfeedfacf, 0xcffaedfe, 0xcafebabe, 0xbebafeca);
    private static final int HEADER = 20;
    private static final int MACHINE = 18;
    private static final Map<Integer, String> MACHINES =
            Map.of(3, "x86", 40, "arm", 62, "amd64", 183, "arm64", 243, "riscv64", 21, "ppc64", 22, "s390x");

    private BinaryFormat() {}

    /** Fails with the reason if this file can't run here. */
    static void check(Path file) throws Unavailable {
        ByteBuffer header = header(file);
        if (header.remaining() >= 2 && header.get(0) == '#' && header.get(1) == '!') {
            return;
        }
        int magic = header.remaining() >= 4 ? header.getInt(0) : 0;
        if (magic == ELF && header.remaining() == HEADER) {
            checkMachine(file, header);
        } else if (!MACH_O.contains(magic)) {
            throw new Unavailable(
                    file.getFileName() + " is not a program (exec format error)",
                    "install a redis-server that runs here (" + Platform.describe() + ")");
        }
    }

    private static void checkMachine(Path file, ByteBuffer header) throws Unavailable {
        boolean little = header.get(5) != 2;
        header.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int code = header.getShort(MACHINE) & 0xffff;
        String machine = MACHINES.getOrDefault(code, "machine " + code);
        String here = Platform.processor();
        boolean runs = machine.equals(here) || (machine.equals("x86") && here.equals("amd64"));
        if (!runs && MACHINES.containsValue(here)) {
            throw new Unavailable(
                    file.getFileName() + " is built for another processor, " + machine + " (exec format error)",
                    "install a redis-server that runs here (" + Platform.describe() + ")");
        }
    }

    private static ByteBuffer header(Path file) throws Unavailable {
        try (InputStream in = Files.newInputStream(file)) {
            return ByteBuffer.wrap(in.readNBytes(HEADER));
        } catch (IOException e) {
            throw new Unavailable(
                    file.getFileName() + " can't be read: " + e.getClass().getSimpleName(),
                    "make it readable and executable for this user");
        }
    }

    /** The names of this system and its processor. */
    static final class Platform {
        private Platform() {}

        static String system() {
            return nameSystem(System.getProperty("os.name", ""));
        }

        static String nameSystem(String osName) {
            String name = osName.toLowerCase(Locale.ROOT);
            if (name.startsWith("windows")) {
                return "windows";
            }
            return name.startsWith("mac") || name.startsWith("darwin") ? "darwin" : name;
        }

        static String processor() {
            return nameProcessor(System.getProperty("os.arch", ""));
        }

        static String nameProcessor(String osArch) {
            return switch (osArch.toLowerCase(Locale.ROOT)) {
                case "amd64", "x86_64", "x64" -> "amd64";
                case "aarch64", "arm64" -> "arm64";
                case "x86", "i386", "i486", "i586", "i686" -> "x86";
                case "arm", "aarch32" -> "arm";
                default -> osArch.toLowerCase(Locale.ROOT);
            };
        }

        static String describe() {
            return system() + ", " + processor();
        }
    }
}
