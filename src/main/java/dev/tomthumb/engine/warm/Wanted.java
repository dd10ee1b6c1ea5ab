package dev.tomthumb.engine.warm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * URLs of pictures, each once, those that occur most often first and else in their order; and what became of the rest.
 *
 * @param urls as they stand in the input
 * @param lines how many there were
 * @param passed lines that say nothing to warm: comments, errors, other methods, URLs that are no pictures of ours
 * @param wrong lines in no form that is read here
 * @param leftOut lines with further URLs than may wait
 */
public record Wanted(List<String> urls, long lines, long passed, long wrong, long leftOut) {
    /** As much of a line as a URL can be in a log. */
    private static final int LONGEST_LINE = 20_000;
    /** Of all URLs together. */
    private static final long MOST_CHARACTERS = 64L << 20;

    public Wanted {
        urls = List.copyOf(urls);
    }

    /**
     * Reads a list of URLs or an access log; see {@link LogLine}. A line that cannot be read is counted and no mistake.
     *
     * @param most URLs, each once
     * @param picture whether a URL of a log is one of a picture that is made here; those of a list are taken as such
     */
    public static Wanted read(InputStream input, int most, Predicate<String> picture) throws IOException {
        return new Counting(most, picture).read(input);
    }

    /** Of URLs that are given one by one. */
    public static Wanted of(List<String> urls, int most) {
        List<String> distinct = urls.stream().distinct().toList();
        List<String> kept = distinct.subList(0, Math.min(most, distinct.size()));
        return new Wanted(kept, urls.size(), 0, 0, distinct.size() - kept.size());
    }

    private static final class Counting {
        private final int most;
        private final Predicate<String> picture;
        private final LogLine.Reader reader = new LogLine.Reader();
        private final Map<String, Integer> counts = new LinkedHashMap<>();
        private long characters;
        private long lines;
        private long passed;
        private long wrong;
        private long leftOut;

        Counting(int most, Predicate<String> picture) {
            this.most = most;
            this.picture = picture;
        }

        Wanted read(InputStream input) throws IOException {
            byte[] line = new byte[LONGEST_LINE];
            byte[] chunk = new byte[1 << 16];
            int length = 0;
            int got;
            while ((got = input.read(chunk)) >= 0) {
                for (int i = 0; i < got; i++) {
                    if (chunk[i] == '\n') {
                        end(line, length);
                        length = 0;
                    } else {
                        if (length < LONGEST_LINE) {
                            line[length] = chunk[i];
                        }
                        length++;
                    }
                }
            }
            if (length > 0) {
                end(line, length);
            }
            List<String> byFrequency = counts.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .map(Map.Entry::getKey)
                    .toList();
            return new Wanted(byFrequency, lines, passed, wrong, leftOut);
        }

        private void end(byte[] line, int length) {
            lines++;
            if (length > LONGEST_LINE) {
                wrong++;
                return;
            }
            boolean returned = length > 0 && line[length - 1] == '\r';
            String text = new String(line, 0, returned ? length - 1 : length, StandardCharsets.UTF_8);
            LogLine read = reader.read(text);
            if (read instanceof LogLine.Url url) {
                count(url);
            } else if (read instanceof LogLine.Wrong) {
                wrong++;
            } else {
                passed++;
            }
        }

        private void count(LogLine.Url line) {
            String url = line.text();
            if (counts.containsKey(url)) {
                counts.merge(url, 1, Integer::sum);
            } else if (!line.listed() && !picture.test(url)) {
                passed++;
            } else if (counts.size() < most && characters + url.length() <= MOST_CHARACTERS) {
                characters += url.length();
                counts.put(url, 1);
            } else {
                leftOut++;
            }
        }
    }
}
