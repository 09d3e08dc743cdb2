package dev.redkeep.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The documentation's code. A block in a page begins with {@code ```java name}; the region of that name in a test source
 * begins with {@code // snippet: name} and ends with {@code // end}.
 */
final class Snippets {
    /** The repository's root: Surefire tells where the module lies. */
    static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).resolveSibling("").toAbsolutePath();

    private static final Pattern BLOCK =
            Pattern.compile("^```java(.*?)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("// snippet: (\\S+)\\n(.*?)// end\\n", Pattern.DOTALL);

    /** A Java block of a page. */
    record Block(String page, String name, List<String> lines) {}

    private Snippets() {}

    static List<Path> pages() {
        try (Stream<Path> docs = Files.list(root("docs"))) {
            return Stream.concat(Stream.of(root("README.md"), root("CONTRIBUTING.md")), docs.sorted())
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks(Path page) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(page));
        while (block.find()) {
            blocks.add(
                    new Block(String.valueOf(page.getFileName()), block.group(1).strip(), lines(block.group(2))));
        }
        return blocks;
    }

    /** Every region of this module's test sources, by name. */
    static Map<String, List<String>> regions() {
        Map<String, List<String>> regions = new HashMap<>();
        try (Stream<Path> sources = Files.walk(root("quickstart/src/test/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher region = REGION.matcher(text(source));
                while (region.find()) {
                    if (regions.put(region.group(1), lines(region.group(2))) != null) {
                        throw new IllegalStateException("two regions are called " + region.group(1));
                    }
                }
            }
            return regions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root(String path) {
        return ROOT.resolve(path);
    }

    static String text(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without indentation, which differs, and without empty lines at either end. */
    private static List<String> lines(String code) {
        return code.strip().lines().map(String::strip).toList();
    }
}
