package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.model.ImageEvents.Answer;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.ResultType;
import dev.tomthumb.web.WholeSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The files for Prometheus and Grafana: whole, and about metrics, labels and values that there are. PromQL itself is read
 * here only as far as its names; promtool says whether it is PromQL.
 */
final class MonitoringFilesTest {
    private static final Path FILES = Path.of("tomcat-conf");
    private static final Pattern SELECTOR = Pattern.compile("\\b(up|tomthumb_[a-z_]+)(?:\\{([^}]*)\\})?");
    private static final Pattern SERIES = Pattern.compile("([a-z_]+)(?:\\{(.*)\\})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!=|!~|=)\"([^\"]*)\"(,|$)");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{ ?(?:\\$labels\\.)?([a-z_]+) ?\\}\\}");
    /** What Prometheus adds itself. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    /** So that the page has what is told of a shared tier; the bucket's server is away. */
    private static final Map<String, String> SHARING = Map.of(
            "tomthumb.shared.bucket", "s3://nowhere/tomthumb/",
            "tomthumb.s3.endpoint", "http://127.0.0.1:1",
            "tomthumb.s3.region", "eu-central-1",
            "tomthumb.s3.access-key", "nobody",
            "tomthumb.s3.secret-key", "nothing");

    @TempDir
    Path dir;

    /** By metric, the values of each label that a real page has. */
    private Map<String, Map<String, Set<String>>> page() throws Exception {
        Metrics metrics = new Metrics();
        for (ResultType result : ResultType.values()) {
            metrics.answered(new Answer("query", result, 200, 10, 20, Duration.ofMillis(3)));
        }
        metrics.answered(new Answer("host", ResultType.ERROR, 503, 10, 20, Duration.ofMillis(3)));
        metrics.originalFetched("s3", Duration.ofMillis(3), 10);
        metrics.originalFailed("s3", Problem.ORIGIN_FAILED);
        metrics.originalFailed("s3", Problem.ORIGINAL_INCOMPLETE);
        metrics.rendered(ImageFormat.JPEG, ImageFormat.WEBP, Duration.ofMillis(3), 10);
        metrics.cacheFailed("put", new IllegalStateException());
        Map<String, Map<String, Set<String>>> known = new TreeMap<>();
        known.put("up", new TreeMap<>());
        try (WholeSite site = new WholeSite(dir.resolve("state"), SHARING)) {
            for (String series : PrometheusText.read(Exposition.text(site.tomthumb(), metrics))
                    .samples()
                    .keySet()) {
                Matcher parts = SERIES.matcher(series);
                assertThat(parts.matches()).as(series).isTrue();
                Map<String, Set<String>> labels = known.computeIfAbsent(parts.group(1), any -> new TreeMap<>());
                Matcher label = MATCHER.matcher(parts.group(2) == null ? "" : parts.group(2));
                while (label.find()) {
                    labels.computeIfAbsent(label.group(1), any -> new TreeSet<>())
                            .add(label.group(3));
                }
            }
        }
        return known;
    }

    private static Object yaml(String file) throws Exception {
        return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                .loadFromString(Files.readString(FILES.resolve(file)));
    }

    /** Every text under a key called {@code key}, wherever it stands. */
    private static List<String> texts(Object tree, String key) {
        List<String> found = new ArrayList<>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (key.equals(name) && value instanceof String text) {
                    found.add(text);
                }
                found.addAll(texts(value, key));
            });
        } else if (tree instanceof List<?> list) {
            list.forEach(each -> found.addAll(texts(each, key)));
        }
        return found;
    }

    private static Set<String> mistakes(String expression, Map<String, Map<String, Set<String>>> page) {
        Set<String> wrong = new TreeSet<>();
        Set<String> labels = new HashSet<>(ADDED);
        Matcher selector = SELECTOR.matcher(expression);
        int selectors = 0;
        while (selector.find()) {
            selectors++;
            Map<String, Set<String>> known = page.get(selector.group(1));
            if (known == null) {
                wrong.add("no metric " + selector.group(1));
                continue;
            }
            labels.addAll(known.keySet());
            wrong.addAll(wrongMatchers(selector, known));
        }
        if (selectors == 0) {
            wrong.add("no metric in " + expression);
        }
        Matcher grouping = GROUPING.matcher(expression);
        while (grouping.find()) {
            Set.of(grouping.group(1).split(", *")).stream()
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> wrong.add("no label " + label + " in " + expression));
        }
        return wrong;
    }

    private static Set<String> wrongMatchers(Matcher selector, Map<String, Set<String>> known) {
        Set<String> wrong = new TreeSet<>();
        String matchers = selector.group(2) == null ? "" : selector.group(2);
        Matcher matcher = MATCHER.matcher(matchers);
        int end = 0;
        while (matcher.find(end) && matcher.start() == end) {
            end = matcher.end();
            String label = matcher.group(1);
            Set<String> values = known.get(label);
            if (ADDED.contains(label)) {
                continue;
            }
            if (values == null) {
                wrong.add("no label " + label + " of " + selector.group(1));
                continue;
            }
            for (String alternative : matcher.group(3).split("\\|")) {
                if (values.stream().noneMatch(value -> value.matches(alternative))) {
                    wrong.add("no " + label + " " + alternative + " of " + selector.group(1));
                }
            }
        }
        if (end != matchers.length()) {
            wrong.add("not read: " + matchers);
        }
        return wrong;
    }

    @Test
    void alertsAskForWhatThereIs() throws Exception {
        Object alerts = yaml("alerts.yml");
        List<String> names = texts(alerts, "alert");
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains(
                        "TomthumbColdCache",
                        "TomthumbErrorRatio",
                        "TomthumbDiskTierOff",
                        "TomthumbQueueFull",
                        "TomthumbRecoveryTookLong");
        assertThat(texts(alerts, "expr")).hasSameSizeAs(names);
        assertThat(texts(alerts, "summary")).hasSameSizeAs(names);
        assertThat(texts(alerts, "severity")).hasSameSizeAs(names).isSubsetOf("warning", "critical");
        Map<String, Map<String, Set<String>>> page = page();
        texts(alerts, "expr")
                .forEach(expression -> assertThat(mistakes(expression, page)).isEmpty());
    }

    @Test
    void prometheusReadsThePageThereIs() throws Exception {
        Object config = yaml("prometheus-scrape.yml");
        assertThat(texts(config, "metrics_path")).containsExactly("/tomthumb/metrics");
        assertThat(config.toString()).contains("rule_files=[alerts.yml]");
        assertThat(FILES.resolve("alerts.yml")).exists();
    }

    @Test
    void everyPanelShowsWhatThereIs() throws Exception {
        JSONObject dashboard = new JSONObject(Files.readString(FILES.resolve("grafana-tomthumb.json")));
        Map<String, Map<String, Set<String>>> page = page();
        JSONArray panels = dashboard.getJSONArray("panels");
        Set<Integer> ids = new HashSet<>();
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < panels.length(); i++) {
            JSONObject panel = panels.getJSONObject(i);
            assertThat(ids.add(panel.getInt("id"))).isTrue();
            JSONObject place = panel.getJSONObject("gridPos");
            places.add(new int[] {place.getInt("x"), place.getInt("y"), place.getInt("w"), place.getInt("h")});
            if (panel.getString("type").equals("row")) {
                continue;
            }
            for (Object target : panel.getJSONArray("targets")) {
                String expression = ((JSONObject) target).getString("expr").replace("$__rate_interval", "5m");
                assertThat(mistakes(expression, page))
                        .as(panel.getString("title"))
                        .isEmpty();
                legend(((JSONObject) target).getString("legendFormat"), expression);
            }
        }
        assertThat(panels.length()).isGreaterThan(20);
        for (int[] one : places) {
            assertThat(places.stream().filter(other -> overlap(one, other)))
                    .as(one[0] + "," + one[1])
                    .hasSize(1);
        }
    }

    /** A name in a legend is a label that the expression keeps. */
    private static void legend(String format, String expression) {
        Matcher names = LEGEND.matcher(format);
        while (names.find()) {
            String kept = GROUPING.matcher(expression)
                    .results()
                    .map(by -> by.group(1))
                    .collect(Collectors.joining(", "));
            assertThat(kept.split(", *")).as(expression).contains(names.group(1));
        }
    }

    private static boolean overlap(int[] one, int[] other) {
        return one[0] < other[0] + other[2]
                && other[0] < one[0] + one[2]
                && one[1] < other[1] + other[3]
                && other[1] < one[1] + one[3];
    }

    @Test
    void thisTestSeesWhatIsWrong() throws Exception {
        Map<String, Map<String, Set<String>>> page = page();
        assertThat(mistakes("rate(tomthumb_no_such_total[5m])", page)).isNotEmpty();
        assertThat(mistakes("tomthumb_responses_total{colour=\"red\"}", page)).isNotEmpty();
        assertThat(mistakes("tomthumb_responses_total{result=~\"hit|hitt\"}", page))
                .isNotEmpty();
        assertThat(mistakes("sum by (colour) (tomthumb_responses_total)", page)).isNotEmpty();
        assertThat(mistakes("tomthumb_responses_total{result=hit}", page)).isNotEmpty();
    }

    /** Ten thousand originals, of which none exists, and as many ways to ask. */
    @Test
    void originalNamesMakeNoSeries() throws Exception {
        Metrics metrics = new Metrics();
        Path originals = Files.createDirectory(dir.resolve("originals"));
        try (WholeSite site = new WholeSite(
                dir.resolve("site"),
                Map.of("tomthumb.img.prefix", "/img/", "tomthumb.local.root", originals.toString()))) {
            site.tomthumb().listen(metrics);
            ask(site, 0, 100);
            int before = PrometheusText.read(Exposition.text(site.tomthumb(), metrics))
                    .samples()
                    .size();
            ask(site, 100, 10_000);
            PrometheusText after = PrometheusText.read(Exposition.text(site.tomthumb(), metrics));

            assertThat(after.samples()).hasSize(before);
            assertThat(metrics.count(ResultType.ERROR)).isEqualTo(10_000);
        }
    }

    private static void ask(WholeSite site, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            site.answer("/img/_/w:" + (1 + i % 50) + "/plain/local:///name-" + i + ".jpg", Map.of());
        }
    }
}
