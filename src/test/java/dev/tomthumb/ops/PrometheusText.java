package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of the Prometheus text format 0.0.4 that is stricter than Prometheus: HELP and TYPE once and before their
 * samples, the lines of a family together, no sample twice, counters named so, histograms whole and rising.
 */
final class PrometheusText {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME.pattern() + ")(?:\\{(.*)\\})? (-?[0-9]+(?:\\.[0-9]+)?|NaN|[+-]Inf)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final Set<String> finished = new LinkedHashSet<>();
    private String family = "";

    /** Reads a whole exposition; fails the test at the first line that is wrong. */
    static PrometheusText read(String text) {
        assertThat(text).endsWith("\n");
        PrometheusText read = new PrometheusText();
        String helped = "";
        for (String line : text.split("\n")) {
            if (line.startsWith("# HELP ")) {
                helped = line.split(" ", 4)[2];
                assertThat(line.split(" ", 4)[3]).as(line).isNotBlank();
            } else if (line.startsWith("# TYPE ")) {
                read.open(line.split(" "), helped);
            } else {
                read.sample(line);
            }
        }
        read.checkHistograms();
        return read;
    }

    /** Value by name and labels, written as in the text. */
    Map<String, Double> samples() {
        return samples;
    }

    /** Type by family. */
    Map<String, String> types() {
        return types;
    }

    private void open(String[] words, String helped) {
        assertThat(words).hasSize(4);
        assertThat(words[2]).isEqualTo(helped).matches(NAME);
        assertThat(words[3]).isIn("counter", "gauge", "histogram");
        assertThat(types).as("one family, one place").doesNotContainKey(words[2]);
        assertThat(words[2].endsWith("_total")).as(words[2]).isEqualTo(words[3].equals("counter"));
        finished.add(family);
        family = words[2];
        types.put(family, words[3]);
    }

    private void sample(String line) {
        Matcher parts = SAMPLE.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        assertThat(familyOf(parts.group(1))).as(line).isEqualTo(family);
        labels(parts.group(2) == null ? "" : parts.group(2));
        String key = line.substring(0, line.lastIndexOf(' '));
        assertThat(samples.put(key, Double.parseDouble(parts.group(3).replace("Inf", "Infinity"))))
                .as("a sample stands once: " + line)
                .isNull();
    }

    private String familyOf(String name) {
        String base = name.replaceFirst("_(bucket|sum|count)$", "");
        return "histogram".equals(types.get(base)) ? base : name;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            assertThat(label.find(end) && label.start() == end).as(text).isTrue();
            assertThat(labels.put(label.group(1), label.group(2))).as(text).isNull();
            end = label.end();
        }
        return labels;
    }

    private void checkHistograms() {
        Map<String, Double> last = new LinkedHashMap<>();
        Map<String, Double> bound = new LinkedHashMap<>();
        samples.forEach((key, value) -> {
            if (key.contains("_bucket{")) {
                String series = key.replaceFirst(",?le=\"[^\"]*\"", "")
                        .replace("_bucket{", "{")
                        .replace("{}", "");
                double le = Double.parseDouble(
                        key.replaceFirst(".*le=\"([^\"]*)\".*", "$1").replace("Inf", "Infinity"));
                assertThat(value).as(key).isGreaterThanOrEqualTo(last.getOrDefault(series, 0.0));
                assertThat(le).as(key).isGreaterThan(bound.getOrDefault(series, Double.NEGATIVE_INFINITY));
                last.put(series, value);
                bound.put(series, le);
            }
        });
        last.forEach((series, count) -> {
            assertThat(bound.get(series)).as(series).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(samples.get(withSuffix(series, "_count"))).as(series).isEqualTo(count);
            assertThat(samples).containsKey(withSuffix(series, "_sum"));
        });
    }

    private static String withSuffix(String series, String suffix) {
        int brace = series.indexOf('{');
        return brace < 0 ? series + suffix : series.substring(0, brace) + suffix + series.substring(brace);
    }
}
