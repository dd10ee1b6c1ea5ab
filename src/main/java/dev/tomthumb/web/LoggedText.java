package dev.tomthumb.web;

import java.nio.charset.StandardCharsets;

/**
 * A text that visitors choose, as it stands in a log: percent-encoded as UTF-8 wherever it is more than plain ASCII, so
 * that it ends no field and no line. Encoded when somebody reads it only: most access logs do not.
 *
 * @param text what is logged; its {@code toString} counts
 */
record LoggedText(Object text) {
    private static final String HEX = "0123456789ABCDEF";
    private static final String ENCODED = "\"\\%";
    /** A longer one would only fill logs. */
    private static final int MOST = 2_000;

    @Override
    public String toString() {
        String whole = text.toString();
        byte[] bytes = whole.substring(0, Math.min(MOST, whole.length())).getBytes(StandardCharsets.UTF_8);
        StringBuilder line = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            if (each > ' ' && each < 127 && ENCODED.indexOf(each) < 0) {
                line.append((char) each);
            } else {
                line.append('%').append(HEX.charAt(each >> 4 & 15)).append(HEX.charAt(each & 15));
            }
        }
        return line.toString();
    }
}
