package dev.tomthumb.http;

import dev.tomthumb.config.AnswerSettings;
import dev.tomthumb.config.QuerySettings;
import dev.tomthumb.config.SettingTable;
import dev.tomthumb.config.Settings;
import dev.tomthumb.config.WarmSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator decides about response headers.
 *
 * @param xCacheName the name in {@code X-Cache}
 * @param cors the field value of {@code Access-Control-Allow-Origin}
 * @param query what applies in the query dialect alone
 * @param debug whether size, origin and meaning of a rendition are told
 * @param standIns how a fallback image is sent
 * @param imgproxy what applies in imgproxy's dialect alone
 * @param cacheTags whether a rendition's tags are told
 */
public record HeaderRules(
        String xCacheName,
        Optional<String> cors,
        Query query,
        boolean debug,
        StandIns standIns,
        Imgproxy imgproxy,
        boolean cacheTags) {

    /** Tags are kept to ourselves. */
    public HeaderRules(
            String xCacheName,
            Optional<String> cors,
            Query query,
            boolean debug,
            StandIns standIns,
            Imgproxy imgproxy) {
        this(xCacheName, cors, query, debug, standIns, imgproxy, false);
    }

    /**
     * How a fallback image is sent.
     *
     * @param status 200..599; 0 = the status of what it stands in for
     * @param ttl how long others may keep it
     */
    public record StandIns(int status, Duration ttl) {
        /** As a picture, for a minute. */
        public static final StandIns DEFAULT = new StandIns(200, Duration.ofMinutes(1));
    }

    /**
     * How long browsers keep what was asked for in the query dialect.
     *
     * @param ttl lifetime of renditions
     * @param passthrough whether the origin's lifetime is handed on instead, as CloudFront does
     */
    public record Query(Duration ttl, boolean passthrough) {
        /** The same for all originals. */
        public static Query ofTtl(Duration ttl) {
            return new Query(ttl, false);
        }
    }

    /**
     * imgproxy's own settings (imgproxy features, sections 8 and 14).
     *
     * @param ttl lifetime of renditions
     * @param passthrough whether the origin's lifetime is handed on instead (CACHE_CONTROL_PASSTHROUGH)
     * @param canonical whether a {@code Link} names a web source (SET_CANONICAL_HEADER)
     * @param attachment whether every picture is to be saved (RETURN_ATTACHMENT)
     * @param clientHints whether the answer depends on client hints (ENABLE_CLIENT_HINTS)
     * @param validators entity tags and dates
     */
    public record Imgproxy(
            Duration ttl,
            boolean passthrough,
            boolean canonical,
            boolean attachment,
            boolean clientHints,
            Validating validators) {
        /** As imgproxy does where nothing is set. */
        public static Imgproxy ofTtl(Duration ttl) {
            return new Imgproxy(ttl, false, false, false, false, Validating.ALL);
        }
    }

    /**
     * Which validators are sent, and what makes all of them new.
     *
     * @param entityTags whether there is an {@code ETag} (USE_ETAG)
     * @param entityTagBuster a word in front of every tag (ETAG_BUSTER); without quotes and controls
     * @param dates whether there is a {@code Last-Modified} (USE_LAST_MODIFIED)
     * @param oldest no date is older than this (LAST_MODIFIED_BUSTER)
     */
    public record Validating(
            boolean entityTags, Optional<String> entityTagBuster, boolean dates, Optional<Instant> oldest) {
        /** Both, as they are. */
        public static final Validating ALL = new Validating(true, Optional.empty(), true, Optional.empty());
    }

    /** As configured. */
    public static HeaderRules of(Settings settings) {
        return new HeaderRules(
                settings.get(SettingTable.X_CACHE_NAME),
                settings.get(SettingTable.CORS),
                new Query(
                        settings.get(SettingTable.QUERY_TTL),
                        settings.get(QuerySettings.QUERY_CACHE_CONTROL_PASSTHROUGH)),
                settings.get(AnswerSettings.DEBUG_HEADERS),
                new StandIns(
                        settings.get(AnswerSettings.FALLBACK_HTTP_CODE), settings.get(AnswerSettings.FALLBACK_TTL)),
                new Imgproxy(
                        settings.get(SettingTable.IMG_TTL),
                        settings.get(AnswerSettings.IMG_CACHE_CONTROL_PASSTHROUGH),
                        settings.get(AnswerSettings.IMG_CANONICAL_LINK),
                        settings.get(AnswerSettings.IMG_RETURN_ATTACHMENT),
                        settings.get(AnswerSettings.IMG_CLIENT_HINTS),
                        new Validating(
                                settings.get(AnswerSettings.IMG_USE_ETAG),
                                settings.get(AnswerSettings.IMG_ETAG_BUSTER),
                                settings.get(AnswerSettings.IMG_USE_LAST_MODIFIED),
                                settings.get(AnswerSettings.IMG_LAST_MODIFIED_BUSTER))),
                settings.get(WarmSettings.CACHE_TAG_HEADER));
    }
}
