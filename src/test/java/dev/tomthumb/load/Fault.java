package dev.tomthumb.load;

/** What can be wrong with an origin. */
enum Fault {
    NONE("nothing"),
    SLOW("answers after 0.5 s"),
    VERY_SLOW("answers after 7 s"),
    SILENT("takes the connection and never answers"),
    REFUSED("nobody listens: connection refused"),
    RESET("resets the connection"),
    GARBAGE("answers what is not HTTP"),
    CUT_SHORT("closes after half of Content-Length"),
    STALLED("sends half and falls silent"),
    THROTTLED("sends 500 bytes a second"),
    LONGER("sends more than Content-Length"),
    EMPTY("200 without a byte"),
    HTML("200 with a page of HTML"),
    OTHER_BYTES("another picture under the same entity tag"),
    UNASKED("304, asked or not"),
    MISSING("404"),
    FORBIDDEN("403"),
    TOO_MANY("429"),
    ERROR("500"),
    UNAVAILABLE("503");

    private final String told;

    Fault(String told) {
        this.told = told;
    }

    /** In words, for a table. */
    String told() {
        return told;
    }
}
