package dev.tomthumb.load;

/** One thing that is tried under load. */
interface Scenario {

    /** The word by which it is chosen. */
    String name();

    /** Tries it, which may take minutes. */
    Verdict run() throws Exception;

    /**
     * What came of it.
     *
     * @param table for people
     * @param met whether every bar was
     */
    record Verdict(Table table, boolean met) {}
}
