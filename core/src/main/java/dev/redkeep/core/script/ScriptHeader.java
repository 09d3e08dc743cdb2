package dev.redkeep.core.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the comments on top of a script say that it takes. {@code [n..]} stands for n and any number more. */
record ScriptHeader(String script, Arity keys, Arity args) {
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

    static ScriptHeader parse(String script, String source) {
        Arity keys = new Arity(0, false);
        Arity args = new Arity(0, false);
        for (String line :
                source.lines().takeWhile(line -> line.startsWith("--")).toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.find()) {
                boolean key = entry.group(1).equals("KEYS");
                Arity next = next(script, entry, key ? keys : args);
                keys = key ? next : keys;
                args = key ? args : next;
            }
        }
        if ((keys.listed == 0 && source.contains("KEYS[")) || (args.listed == 0 && source.contains("ARGV["))) {
            throw new IllegalArgumentException("script " + script
                    + " must list what it takes in comments on top, such as" + " -- KEYS[1] what is there");
        }
        return new ScriptHeader(script, keys, args);
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
