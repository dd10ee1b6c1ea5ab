package dev.tomthumb.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prometheus text as a table: family, then labels as they stand there, then the number. Made of the very text that {@code
 * /tomthumb/metrics} answers, so that the console cannot tell anything else, and what is counted there some day is there
 * as well.
 *
 * <p>A histogram's samples become one: {@code {"le":["0.0005",…,"+Inf"],"buckets":[…],"sum":…,"count":…}}, the buckets
 * cumulative as in the text.
 */
final class SampleTable {
    private static final String BUCKET = "_bucket";
    private static final String SUM = "_sum";
    private static final String COUNT = "_count";

    private final Map<String, Map<String, Object>> families = new LinkedHashMap<>();
    private String histogram = "";

    private SampleTable() {}

    /** @param text of our own {@link Exposition}: one sample a line, {@code le} the last label of a bucket */
    static Map<String, Map<String, Object>> of(String text) {
        SampleTable table = new SampleTable();
        text.lines().forEach(table::line);
        return table.families;
    }

    private void line(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ", 4);
            histogram = words[3].equals("histogram") ? words[2] : "";
            families.put(words[2], new LinkedHashMap<>());
        } else if (!line.startsWith("#") && !line.isEmpty()) {
            sample(line);
        }
    }

    private void sample(String line) {
        int blank = line.lastIndexOf(' ');
        int brace = line.indexOf('{');
        String name = line.substring(0, brace < 0 ? blank : brace);
        String labels = brace < 0 ? "" : line.substring(brace + 1, blank - 1);
        Object value = number(line.substring(blank + 1));
        if (!name.startsWith(histogram + "_") || histogram.isEmpty()) {
            family(name).put(labels, value);
        } else {
            part(name.substring(histogram.length()), labels, value);
        }
    }

    private Map<String, Object> family(String name) {
        return families.computeIfAbsent(name, unused -> new LinkedHashMap<>());
    }

    private void part(String part, String labels, Object value) {
        switch (part) {
            case BUCKET -> {
                int le = labels.lastIndexOf("le=\"");
                Distribution all = distribution(le == 0 ? "" : labels.substring(0, le - 1));
                all.bounds().add(labels.substring(le + 4, labels.length() - 1));
                all.buckets().add(value);
            }
            case SUM -> distribution(labels).members().put("sum", value);
            case COUNT -> distribution(labels).members().put("count", value);
            default -> throw new IllegalStateException("a histogram has no " + part);
        }
    }

    private record Distribution(Map<String, Object> members, List<Object> bounds, List<Object> buckets) {}

    @SuppressWarnings("unchecked") // what this method put in itself
    private Distribution distribution(String labels) {
        Map<String, Object> members = (Map<String, Object>) family(histogram).computeIfAbsent(labels, unused -> {
            Map<String, Object> fresh = new LinkedHashMap<>();
            fresh.put("le", new ArrayList<>());
            fresh.put("buckets", new ArrayList<>());
            return fresh;
        });
        return new Distribution(members, (List<Object>) list(members, "le"), (List<Object>) list(members, "buckets"));
    }

    private static Object list(Map<String, Object> members, String name) {
        return members.getOrDefault(name, List.of());
    }

    /** JSON has no word for what is no number, which stays a text. */
    private static Object number(String text) {
        double value = Double.parseDouble(text.replace("Inf", "Infinity"));
        if (!Double.isFinite(value)) {
            return text;
        }
        boolean whole = text.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-');
        return whole ? (Object) Long.valueOf(text) : (Object) value;
    }
}
