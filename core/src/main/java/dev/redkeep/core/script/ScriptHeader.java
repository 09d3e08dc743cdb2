package dev.redkeep.core.script;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the comments on top of a script say: what it takes, where {@code [n..]} stands for n and any number more; and when it does
 * no harm twice.
 */
record ScriptHeader(String script, Arity keys, Arity args, Twice twice) {
    private static final Pattern TWICE = Pattern.compile("^--\\s*Twice:");
    private static final Pattern ENTRY = Pattern.compile("^--\\s*(KEYS|ARGV)\\[(\\d+)(\\.\\.)?]");

    /** How many are listed, the last of them perhaps standing for any number, none included. */
    record Arity(int listed, boolean open) {
        boolean admits(int count) {
            return open ? count >= listed - 1 : count == listed;
        }

        @Override
        public String toString() {
            return open ? (listed - 1) + " or more" : Integer.toString(listed);
        }
    }

    /**
     * When a second run after a first one leaves what one would have left, and answers what is right for the caller: always, or if
     * an argument has a value.
     *
     * @param number the argument's, from 1; 0 for none
     * @param value null for never
     */
    record Twice(int number, @Nullable String value) {
        private static final Pattern LINE =
                Pattern.compile("^--\\s*Twice: harmless(?: if ARGV\\[([1-9]\\d?)] is (\\S+))?: \\S.*");
        static final Twice NEVER = new Twice(0, null);

        boolean harmless(List<byte[]> args) {
            return value != null && (number == 0 || (number <= args.size() && is(value, args.get(number - 1))));
        }

        private static boolean is(String value, byte[] arg) {
            return arg.length == value.length() && new String(arg, StandardCharsets.US_ASCII).equals(value);
        }

        private static Twice parse(String script, String line) {
            Matcher said = LINE.matcher(line);
            if (!said.matches()) {
                throw new IllegalArgumentException(
                        "script " + script + " must say when and why it may run twice, such as"
                                + " -- Twice: harmless: it only reads. Or -- Twice: harmless if ARGV[1] is 0: it only looks then.");
            }
            return said.group(1) == null ? new Twice(0, "") : new Twice(Integer.parseInt(said.group(1)), said.group(2));
        }
    }

    static ScriptHeader parse(String script, String source) {
        Arity keys = new Arity(0, false);
        Arity args = new Arity(0, false);
        Twice twice = Twice.NEVER;
        for (String line :
                source.lines().takeWhile(line -> line.startsWith("--")).toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.find()) {
                boolean key = entry.group(1).equals("KEYS");
                Arity next = next(script, entry, key ? keys : args);
                keys = key ? next : keys;
                args = key ? args : next;
            } else if (TWICE.matcher(line).find()) {
                twice = Twice.parse(script, line);
            }
        }
        if ((keys.listed == 0 && source.contains("KEYS[")) || (args.listed == 0 && source.contains("ARGV["))) {
            throw new IllegalArgumentException("script " + script
                    + " must list what it takes in comments on top, such as" + " -- KEYS[1] what is there");
        }
        return new ScriptHeader(script, keys, args, twice);
    }

    private static Arity next(String script, Matcher entry, Arity before) {
        int number = before.listed + 1;
        if (before.open || !entry.group(2).equals(Integer.toString(number))) {
            throw new IllegalArgumentException("script " + script + " must list its " + entry.group(1)
                    + " from 1 without a gap; an open one comes last");
        }
        return new Arity(number, entry.group(3) != null);
    }

    void checkKeys(int count) {
        if (!keys.admits(count)) {
            throw new IllegalArgumentException("script " + script + " takes " + keys + " keys, not " + count);
        }
    }

    void checkArgs(int count) {
        if (!args.admits(count)) {
            throw new IllegalArgumentException("script " + script + " takes " + args + " arguments, not " + count);
        }
    }
}
