package dev.tomthumb.model;

/** How a request was answered: the word in {@code X-Cache}, in the counters and in the access log. */
public enum ResultType {
    /** From the cache, or from the render another request had under way. */
    HIT("Hit"),
    /** From the cache, after the origin has said that the original is still the same. */
    REFRESH_HIT("RefreshHit"),
    /** From the cache although its time has ended: the origin is asked meanwhile, or does not answer as it should. */
    STALE_HIT("StaleHit"),
    /** Rendered for this request. */
    MISS("Miss"),
    /** Neither looked up nor stored, because the rendition is nobody else's. */
    BYPASS("Bypass"),
    /** Refused or failed. */
    ERROR("Error");

    private final String word;

    ResultType(String word) {
        this.word = word;
    }

    /** CloudFront's spelling. */
    public String word() {
        return word;
    }
}
