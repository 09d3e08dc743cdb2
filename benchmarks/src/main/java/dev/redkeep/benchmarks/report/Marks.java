package dev.redkeep.benchmarks.report;

/** The place in a page that a run fills: all between two comments. */
final class Marks {
    static final String BEGIN = "<!-- report: begin -->\n";
    static final String END = "<!-- report: end -->";

    private Marks() {}

    static String fill(String page, String content) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page needs the marks " + BEGIN.strip() + " and " + END);
        }
        return page.substring(0, begin) + BEGIN + "\n" + content + "\n" + page.substring(end);
    }
}
