package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;

/** Reads segments of imgproxy's language that are options. */
public final class OptionPath {
    private final OptionTable table;
    private final String separator;

    /** @param separator between an option's name and its arguments */
    public OptionPath(OptionTable table, String separator) {
        this.table = table;
        this.separator = separator;
    }

    /** Applies the leading segments that hold the separator, or begin another pass; returns where the rest begins. */
    public int apply(String path, RequestBuilder builder) throws ImageException {
        int at = 0;
        while (at < path.length()) {
            int end = path.indexOf('/', at);
            String segment = path.substring(at, end < 0 ? path.length() : end);
            boolean next = table.chains() && segment.equals(OptionCall.NEXT_PASS) && end >= 0;
            if (!next && !segment.contains(separator)) {
                return at;
            }
            refuseBareUrl(segment, path.startsWith("/", end + 1));
            OptionCall.of(segment, separator, table).apply(builder);
            at = end < 0 ? path.length() : end + 1;
        }
        return at;
    }

    /** {@code http:} and another slash where an option should stand. */
    private void refuseBareUrl(String segment, boolean slashFollows) throws ImageException {
        boolean scheme = segment.indexOf(separator) == segment.length() - separator.length();
        String name = segment.substring(0, Math.max(0, segment.length() - separator.length()));
        if (slashFollows && scheme && table.find(name).isEmpty()) {
            throw new ImageException(
                    Problem.INVALID_URL, "A source URL as it is begins with plain/; else it is base64url.");
        }
    }
}
