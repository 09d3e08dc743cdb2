package dev.redkeep.cache.writebehind;

import java.util.Arrays;
import java.util.List;

/** What became of a claim's changes, by their place in it: nothing, at first. */
final class Outcomes {
    static final String WRITTEN = "written";
    static final String UNTRIED = "untried";

    private final String[] all;

    Outcomes(int count) {
        all = new String[count];
        Arrays.fill(all, UNTRIED);
    }

    void written(List<Integer> places) {
        places.forEach(place -> all[place] = WRITTEN);
    }

    /** By the class alone: a message may quote the data. */
    void failed(List<Integer> places, Throwable failure) {
        places.forEach(place -> all[place] = failure.getClass().getName());
    }

    String get(int place) {
        return all[place];
    }

    List<String> all() {
        return List.of(all);
    }
}
