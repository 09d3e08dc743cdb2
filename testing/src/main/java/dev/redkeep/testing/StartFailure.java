package dev.redkeep.testing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a server that did not start, told from what it printed. */
final class StartFailure {
    private record Rule(Pattern output, String remedy) {}

    /** The first that is found in the output holds. {@code $1} is what its group caught. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "(lib(?:ssl|crypto)(?:\\.so\\.3|\\.3\\.dylib))",
                    "install OpenSSL 3, which holds $1 (Debian, Ubuntu: libssl3; Fedora, RHEL 9: openssl-libs; macOS:"
                            + " brew install openssl@3)"),
            rule(
                    "error while loading shared libraries: ([^:\\s]+)",
                    "install the system package that holds $1, or another redis-server"),
            rule(
                    "version [`'](GLIBC_[0-9.]+)' not found",
                    "this system's C library is older than $1: install the system's own redis-server"),
            rule("Library not loaded: (\\S+)", "install what holds $1, or another redis-server"),
            rule(
                    "(?i)exec format error|bad cpu type|cannot execute binary",
                    "it is built for another processor or system: install a redis-server for "
                            + BinaryFormat.Platform.describe()),
            rule(
                    "(?i)permission denied|error=13",
                    "it may not be executed: make it executable, and if it lies on a file system mounted noexec,"
                            + " move it (the extracted one goes where -Djava.io.tmpdir points)"),
            rule(
                    "(?i)no such file or directory|error=2\\b|: not found",
                    "the program, or the loader it needs, is missing (on a musl system such as Alpine: apk add redis):"
                            + " install the system's own redis-server"),
            rule("(?i)address already in use", "another program took the port: start it again"),
            rule("(?i)fatal config file error|bad directive", "an option is not one this server's version knows"),
            rule("(?i)can't allocate memory|out of memory|oom", "give the machine more memory"));

    private StartFailure() {}

    private static Rule rule(String output, String remedy) {
        return new Rule(Pattern.compile(output), remedy);
    }

    static String remedy(String output) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.output().matcher(output);
            if (matcher.find()) {
                return matcher.groupCount() == 0 ? rule.remedy() : rule.remedy().replace("$1", matcher.group(1));
            }
        }
        return "read its output above; another redis-server on the PATH, Docker, or REDKEEP_TEST_REDIS may do";
    }

    static boolean isPortTaken(String output) {
        return output.contains("Address already in use");
    }
}
