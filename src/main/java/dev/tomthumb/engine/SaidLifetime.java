package dev.tomthumb.engine;

import dev.tomthumb.model.Lifetime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an origin's {@code Cache-Control} says to a cache that many share, as a duration (RFC 9111, sections 4.2.1 and 5.2.2). */
final class SaidLifetime {
    private static final List<String> ASK_ALWAYS = List.of("no-cache", "no-store", "private");
    /** Ten digits and more are longer than anything is kept. */
    private static final Pattern SECONDS = Pattern.compile("\"?(\\d{1,10})\\d*\"?");

    private SaidLifetime() {}

    /**
     * How long the answer may be used unasked: zero for what must be asked each time, and where a number cannot be read
     * (RFC 9111, section 4.2.1: such an answer counts as stale); empty if nothing is said. {@code Expires} needs the
     * origin's {@code Date} to be more than a guess, and is left to whoever knows it.
     */
    static Optional<Duration> of(Lifetime said) {
        List<String> directives = said.cacheControl().stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (directives.stream().map(SaidLifetime::name).anyMatch(ASK_ALWAYS::contains)) {
            return Optional.of(Duration.ZERO);
        }
        return seconds(directives, "s-maxage").or(() -> seconds(directives, "max-age"));
    }

    /** Whether a store may keep it at all (RFC 9111, sections 5.2.2.5 and 5.2.2.7). */
    static boolean mayBeStored(Lifetime said) {
        return said.cacheControl().stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(directive -> name(directive.strip().toLowerCase(Locale.ROOT)))
                .noneMatch(name -> name.equals("no-store") || name.equals("private"));
    }

    private static Optional<Duration> seconds(List<String> directives, String name) {
        return directives.stream()
                .filter(directive -> name(directive).equals(name))
                .findFirst()
                .map(directive -> duration(directive.substring(name(directive).length())));
    }

    private static Duration duration(String argument) {
        Matcher number = SECONDS.matcher(argument.replaceFirst("^=", ""));
        return number.matches() ? Duration.ofSeconds(Long.parseLong(number.group(1))) : Duration.ZERO;
    }

    private static String name(String directive) {
        int equals = directive.indexOf('=');
        return equals < 0 ? directive : directive.substring(0, equals);
    }
}
