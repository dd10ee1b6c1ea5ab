package dev.tomthumb.model;

import java.util.Locale;

/** What the time of a request goes into, in the order in which it usually does. */
public enum Stage {
    /** Looking into the cache. */
    LOOKUP("Looking into the cache."),
    /** Waiting for a worker thread. */
    QUEUE("Waiting for a worker thread."),
    /** Waiting for the rendition that another request has under way. */
    SHARE("Waiting for the rendition that another request has under way."),
    /** From the first question for an original until it is there, whoever fetches it. */
    FETCH("Until the original is there, whoever fetches it."),
    /** Waiting for memory, and for a turn to render. */
    MEMORY("Waiting for memory, and for a turn to render."),
    /** Decoding, and the scaling that happens while a picture is decoded. */
    DECODE("Decoding, with the scaling that happens meanwhile."),
    /** What is done with decoded pixels. */
    PROCESS("What is done with decoded pixels."),
    /** Encoding, as often as it takes. */
    ENCODE("Encoding, as often as it takes."),
    /** Storing the rendition. */
    STORE("Storing the rendition.");

    private final String meaning;

    Stage(String meaning) {
        this.meaning = meaning;
    }

    /** As it stands in labels: lower case. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One sentence for operators. */
    public String meaning() {
        return meaning;
    }
}
