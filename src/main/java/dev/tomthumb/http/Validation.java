package dev.tomthumb.http;

import dev.tomthumb.http.HeaderRules.Validating;
import java.time.Instant;
import java.util.Optional;

/** The validators of a response, as they are sent and as a later request is held against them. */
final class Validation {
    private final Served served;
    private final Validating rules;

    /** @param rules those of imgproxy's dialect; the query dialect's validators are always all there */
    Validation(Served served, Validating rules) {
        this.served = served;
        this.rules = served.inImgproxysDialect() ? rules : Validating.ALL;
    }

    Optional<String> entityTag() {
        return rules.entityTags() ? Optional.of(tag()) : Optional.empty();
    }

    private String tag() {
        String tag = served.rendition().entityTag();
        return rules.entityTagBuster()
                .map(buster -> '"' + buster + '/' + tag.substring(1))
                .orElse(tag);
    }

    Optional<Instant> lastModified() {
        return rules.dates() ? Optional.of(date()) : Optional.empty();
    }

    private Instant date() {
        Instant modified = served.lastModified();
        return rules.oldest()
                .filter(oldest -> oldest.isAfter(modified) && !oldest.isAfter(served.now()))
                .orElse(modified);
    }

    Conditions.Verdict judge(String method, Conditions asked) {
        Conditions heard = new Conditions(
                rules.entityTags() ? asked.ifMatch() : Optional.empty(),
                rules.dates() ? asked.ifUnmodifiedSince() : Optional.empty(),
                rules.entityTags() ? asked.ifNoneMatch() : Optional.empty(),
                rules.dates() ? asked.ifModifiedSince() : Optional.empty());
        return heard.judge(method, tag(), date(), served.now());
    }

    ByteRange range(Optional<String> range, Optional<String> condition) {
        return ByteRange.of(range, condition, tag(), date(), served.rendition().body().length, served.now());
    }
}
