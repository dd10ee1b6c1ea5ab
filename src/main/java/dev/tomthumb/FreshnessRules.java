package dev.tomthumb;

import dev.tomthumb.config.FreshnessSettings;
import dev.tomthumb.config.Mount;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.TtlRule;
import dev.tomthumb.engine.Policies;
import dev.tomthumb.http.caching.FreshnessPolicy;
import dev.tomthumb.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** How long things are kept, by the settings. */
final class FreshnessRules implements Policies {
    private static final List<String> FILES = List.of("webapp:", "local:");
    /** What a path of the site names where no mount leads elsewhere. */
    private static final List<String> OF_THE_SITE = List.of("webapp:", "dispatch:");

    private static final double SPREAD = 0.5;

    private final Settings settings;
    private final DoubleSupplier chance;
    private final List<Rule> rules;
    private final FreshnessPolicy files;
    private final FreshnessPolicy others;

    private record Rule(TtlRule ttl, FreshnessPolicy policy) {}

    /** @param chance numbers from 0 to 1 */
    FreshnessRules(Settings settings, DoubleSupplier chance) {
        this.settings = settings;
        this.chance = chance;
        this.rules = settings.get(FreshnessSettings.TTL_RULES).stream()
                .flatMap(rule -> addresses(rule).map(rule::of))
                .map(rule -> new Rule(rule, policy(rule.min(), rule.otherwise(), rule.max())))
                .toList();
        this.files = policy(settings.get(FreshnessSettings.TTL_FILES));
        this.others = policy(settings.get(FreshnessSettings.TTL_DEFAULT));
    }

    /** A rule's pattern as addresses of originals. */
    private Stream<String> addresses(TtlRule rule) {
        String pattern = rule.pattern();
        if (!pattern.startsWith("/")) {
            return Stream.of(pattern);
        }
        Stream<String> mounted = settings.get(SettingTable.MOUNTS).stream()
                .filter(mount -> pattern.startsWith(mount.prefix()))
                .map(mount -> mount.base() + pattern.substring(mount.prefix().length()));
        Stream<String> whole = settings.get(SettingTable.MOUNTS).stream()
                .filter(mount -> !pattern.startsWith(mount.prefix()) && rule.matches(mount.prefix()))
                .map(FreshnessRules::everything);
        Stream<String> own = OF_THE_SITE.stream().map(scheme -> scheme + pattern);
        return Stream.of(mounted, whole, own).flatMap(all -> all);
    }

    private static String everything(Mount mount) {
        return mount.exact() ? mount.base().toString() : mount.base() + "*";
    }

    private FreshnessPolicy policy(Duration otherwise) {
        return policy(settings.get(FreshnessSettings.TTL_MIN), otherwise, settings.get(FreshnessSettings.TTL_MAX));
    }

    private FreshnessPolicy policy(Duration min, Duration otherwise, Duration max) {
        return new FreshnessPolicy(
                min,
                otherwise,
                max,
                settings.get(FreshnessSettings.STALE_WHILE_REVALIDATE),
                settings.get(FreshnessSettings.STALE_IF_ERROR),
                Optional.empty(),
                false);
    }

    @Override
    public FreshnessPolicy freshness(String reference) {
        for (Rule rule : rules) {
            if (rule.ttl().matches(reference)) {
                return rule.policy();
            }
        }
        return FILES.stream().anyMatch(reference::startsWith) ? files : others;
    }

    @Override
    public Duration remembered(Problem problem) {
        return switch (problem) {
            case ORIGINAL_MISSING -> settings.get(FreshnessSettings.ERROR_TTL_404);
            case ORIGIN_DENIED -> settings.get(FreshnessSettings.ERROR_TTL_403);
            case ORIGIN_UNREACHABLE, ORIGIN_FAILED, ORIGIN_TIMEOUT, ORIGINAL_INCOMPLETE ->
                spread(settings.get(FreshnessSettings.ERROR_TTL_5XX));
            case ORIGINAL_TOO_LARGE, NOT_EXPECTED, NOT_AN_IMAGE, BROKEN_IMAGE, UNSUPPORTED_INPUT ->
                settings.get(FreshnessSettings.ERROR_TTL_422);
            default -> problem.remembered();
        };
    }

    private Duration spread(Duration time) {
        return time.plusMillis((long) (time.toMillis() * SPREAD * chance.getAsDouble()));
    }

    @Override
    public Duration patience() {
        return settings.get(FreshnessSettings.STALE_PATIENCE);
    }
}
