package dev.redkeep.cache;

/** Names for what many values are forgotten by, so that tags, groups and the whole cache never meet. */
final class Marks {
    /** On every value of a cache that can be cleared. */
    static final String ALL = "all";

    private Marks() {}

    static String tag(String tag) {
        return "tag:" + checked("tag", tag);
    }

    static String group(String group) {
        return "group:" + checked("group", group);
    }

    private static String checked(String name, String text) {
        if (text.isEmpty() || text.length() > 1_024) {
            throw new IllegalArgumentException(name + " must have 1 to 1,024 characters");
        }
        return text;
    }
}
