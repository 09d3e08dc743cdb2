package dev.redkeep.quickstart;

/** One thing that Redkeep does, shown. A new feature adds a step to {@link Quickstart#STEPS}. */
interface Step {
    /** A few words, for the heading. */
    String title();

    /** Does it for real and notes what happened. Every key it writes goes into the tour's list. */
    void run(Tour tour, Notes notes);
}
