package dev.tomthumb.load;

import java.util.Map;

/**
 * What a visitor got.
 *
 * @param status 0 if the connection ended without an answer
 * @param headers names in lower case
 * @param sent when the question was sent, on this JVM's clock in nanoseconds
 * @param ended when the last byte was there
 */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Map<String, String> headers, byte[] body, long sent, long ended) {

    /** The word in {@code X-Cache}; {@code -} if there is none. */
    String result() {
        String header = headers.getOrDefault("x-cache", "- ");
        return header.substring(0, header.indexOf(' '));
    }

    /** For whoever keeps very many. */
    Answer withoutBody() {
        return new Answer(status, headers, new byte[0], sent, ended);
    }

    /** From the question to the last byte. */
    double millis() {
        return (ended - sent) / 1e6;
    }
}
