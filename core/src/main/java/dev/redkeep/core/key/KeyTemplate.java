package dev.redkeep.core.key;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a pattern taken apart: {@code a:{x}:b} has the literals {@code a:} and {@code :b} and the name {@code x}.
 * There is always one literal more than there are names; the first and the last may be empty.
 */
record KeyTemplate(String text, List<String> literals, List<String> names) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9:_.-]*");

    static KeyTemplate parse(String text, int placeholders) {
        List<String> literals = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(requireNonNull(text, "template"));
        int from = 0;
        while (matcher.find()) {
            literals.add(text.substring(from, matcher.start()));
            names.add(matcher.group(1));
            from = matcher.end();
        }
        literals.add(text.substring(from));
        KeyTemplate template = new KeyTemplate(text, List.copyOf(literals), List.copyOf(names));
        template.check(placeholders);
        return template;
    }

    /** The same template with more in front. */
    KeyTemplate behind(String literal) {
        if (requireNonNull(literal, "literal").isEmpty()
                || !LITERAL.matcher(literal).matches()) {
            throw new IllegalArgumentException("literal must have letters, digits, and : _ . - and must not be empty");
        }
        return parse(literal + text, names.size());
    }

    private void check(int placeholders) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("template must not be empty");
        }
        if (names.size() != placeholders) {
            throw refuse("has " + names.size() + " placeholders, but " + placeholders + " segments were given");
        }
        if (names.stream().distinct().count() < names.size()) {
            throw refuse("names a placeholder twice");
        }
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw refuse("must name placeholders in lower case letters, digits and underscores");
        }
        if (!literals.stream().allMatch(literal -> LITERAL.matcher(literal).matches())) {
            throw refuse("must have letters, digits, and : _ . - between its placeholders");
        }
        for (int i = 1; i < names.size(); i++) {
            if (literals.get(i).isEmpty()) {
                throw refuse("must have something between two placeholders");
            }
        }
    }

    private IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException("template " + text + " " + problem);
    }
}
