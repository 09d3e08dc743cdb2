package dev.redkeep.cache;

import static java.util.Objects.requireNonNull;

import java.util.Collection;

/** Names what an application's function ought not to have given. */
final class Given {
    private Given() {}

    static Collection<String> tags(Collection<String> tags) {
        requireNonNull(tags, "taggedBy must give tags, not null; an empty list for none");
        for (String tag : tags) {
            requireNonNull(tag, "taggedBy must give tags none of which is null");
        }
        return tags;
    }

    static String group(String group) {
        return requireNonNull(group, "groupedBy must give a group, not null");
    }
}
