package dev.tomthumb.httpcache;

import static dev.tomthumb.httpcache.Exchange.date;

import java.util.ArrayList;
import java.util.List;

/**
 * What RFC 9111, RFC 5861 and RFC 9213 ask of a shared cache for GET and HEAD, a row each. Nothing waits: what has to be
 * stale comes with an {@code Age} or a {@code Date} that makes it so.
 */
final class Rules {
    private static final String MINUTE = "Cache-Control: max-age=60";
    private static final String TAG = "ETag: \"v1\"";
    /** Came in older than it may be. */
    private static final String OLD = "Age: 100";

    private final List<Row> rows = new ArrayList<>();

    /**
     * One rule.
     *
     * @param document {@code RFC 9111}
     * @param section of it
     * @param words the rule in few words
     * @param rule fails unless it is met
     */
    record Row(String document, String section, String words, Exchange.Rule rule) {
        @Override
        public String toString() {
            return document + ", " + section + ": " + words;
        }
    }

    static List<Row> all() {
        Rules rules = new Rules();
        rules.storing();
        rules.authorization();
        rules.fields();
        rules.keys();
        rules.freshness();
        rules.age();
        rules.stale();
        rules.validation();
        rules.freshening();
        rules.head();
        rules.invalidation();
        rules.requests();
        rules.responses();
        rules.staleExtensions();
        rules.targeted();
        return rules.rows;
    }

    private void rule(String section, String words, Exchange.Rule rule) {
        rows.add(new Row("RFC 9111", section, words, rule));
    }

    private void storing() {
        rule(
                "3",
                "an answer with explicit freshness is stored and used again",
                x -> x.origin(MINUTE)
                        .get()
                        .forwarded()
                        .get()
                        .stored()
                        .status(200)
                        .body("0123456789"));
        rule(
                "3",
                "only methods that are understood: an answer to POST is not used for GET",
                x -> x.origin(MINUTE).send("POST").forwarded().get().forwarded());
        rule(
                "3",
                "no-store in the answer: not stored",
                x -> x.origin("Cache-Control: no-store, max-age=60").get().get().forwarded());
        rule(
                "3",
                "private: not stored by a shared cache",
                x -> x.origin("Cache-Control: private, max-age=60").get().get().forwarded());
        rule(
                "3",
                "206 is not stored as the whole",
                x -> x.answers(206, "01234", MINUTE, "Content-Range: bytes 0-4/10")
                        .get("Range: bytes=0-4")
                        .status(206)
                        .answers(200, "0123456789", MINUTE)
                        .get()
                        .forwarded()
                        .body("0123456789"));
        rule(
                "3",
                "304 without a question of ours is passed on and not stored",
                x -> x.answers(304, "", TAG)
                        .get("If-None-Match: \"v1\"")
                        .status(304)
                        .origin(MINUTE)
                        .get()
                        .forwarded()
                        .status(200));
        rule(
                "3",
                "nothing explicit and no cacheable status: not stored",
                x -> x.answers(418, "tea").get().get().forwarded());
        rule(
                "3",
                "any final status with explicit freshness is stored",
                x -> x.answers(418, "tea", MINUTE).get().get().stored().status(418));
        rule(
                "3",
                "a redirect with explicit freshness is stored, Location included",
                x -> x.answers(302, "", MINUTE, "Location: /elsewhere")
                        .get()
                        .get()
                        .stored()
                        .status(302)
                        .with("Location", "/elsewhere"));
        rule(
                "3",
                "404 with explicit freshness is stored",
                x -> x.answers(404, "none", MINUTE).get().get().stored().status(404));
        rule(
                "3",
                "an error to a request with Range is not stored: it may be about that",
                x -> x.answers(404, "none", MINUTE)
                        .get("Range: bytes=0-1")
                        .origin(MINUTE)
                        .get()
                        .forwarded()
                        .status(200));
        for (int status : List.of(406, 412, 416, 417, 429, 431)) {
            rule(
                    "3",
                    status + " is not stored: it is about one request",
                    x -> x.answers(status, "no", MINUTE)
                            .get()
                            .origin(MINUTE)
                            .get()
                            .forwarded()
                            .status(200));
        }
        rule(
                "3",
                "204 is stored",
                x -> x.answers(204, "", MINUTE).get().get().stored().status(204));
        rule(
                "3",
                "Set-Cookie: not stored here, since the cookie is one visitor's (7.3 leaves it to us)",
                x -> x.origin(MINUTE, "Set-Cookie: a=b")
                        .get()
                        .with("Set-Cookie", "a=b")
                        .get()
                        .forwarded());
        rule(
                "3.3",
                "an answer that ended early is not used as complete",
                x -> x.says(
                                "HTTP/1.1 200 -\r\nCache-Control: max-age=60\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n01234")
                        .lost()
                        .origin(MINUTE)
                        .get()
                        .forwarded()
                        .body("0123456789"));
    }

    private void authorization() {
        String asked = "Authorization: Basic YTpi";
        rule(
                "3.5",
                "asked with Authorization: not used for others",
                x -> x.origin(MINUTE)
                        .get(asked)
                        .asked("Authorization", "Basic YTpi")
                        .get()
                        .forwarded());
        for (String directive : List.of("public, max-age=60", "must-revalidate, max-age=60", "s-maxage=60")) {
            rule(
                    "3.5",
                    "asked with Authorization, but " + directive + ": used",
                    x -> x.origin("Cache-Control: " + directive)
                            .get(asked)
                            .get()
                            .stored());
        }
    }

    private void fields() {
        rule(
                "3.1",
                "all fields are stored, unknown ones included",
                x -> x.origin(MINUTE, "X-Anything: 1", "X-Anything: 2", "Content-Type: image/png")
                        .get()
                        .get()
                        .stored()
                        .with("X-Anything", "1, 2")
                        .with("Content-Type", "image/png"));
        rule(
                "3.1",
                "Connection and what it names are not stored",
                x -> x.origin(MINUTE, "Connection: close, X-Hop", "X-Hop: 1", "Keep-Alive: timeout=3")
                        .get()
                        .get()
                        .stored()
                        .without("X-Hop")
                        .without("Keep-Alive"));
        for (String hop : List.of("Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization")) {
            rule(
                    "3.1",
                    hop + " is not stored",
                    x -> x.origin(MINUTE, hop + ": x").get().get().stored().without(hop));
        }
    }

    private void keys() {
        rule("2", "another query is another URL", x -> {
            x.below("?a=1").origin(MINUTE).get().forwarded();
            x.below("?a=2").origin(MINUTE).get().forwarded();
            x.below("?a=1").get().stored();
        });
        rule(
                "4.1",
                "Vary: the same field value is a match",
                x -> x.origin(MINUTE, "Vary: Foo").get("Foo: 1").get("Foo: 1").stored());
        rule(
                "4.1",
                "Vary: another value is none",
                x -> x.origin(MINUTE, "Vary: Foo").get("Foo: 1").get("Foo: 2").forwarded());
        rule(
                "4.1",
                "Vary: absent matches absent only",
                x -> x.origin(MINUTE, "Vary: Foo")
                        .get()
                        .get("Foo: 1")
                        .forwarded()
                        .get()
                        .stored());
        rule(
                "4.1",
                "Vary: several variants are kept side by side",
                x -> x.origin(MINUTE, "Vary: Foo")
                        .get("Foo: 1")
                        .get("Foo: 2")
                        .get("Foo: 1")
                        .stored()
                        .get("Foo: 2")
                        .stored());
        rule(
                "4.1",
                "Vary: all fields named must match",
                x -> x.origin(MINUTE, "Vary: Foo, Bar", "Vary: Baz")
                        .get("Foo: 1", "Bar: a", "Baz: x")
                        .get("Foo: 1", "Bar: a", "Baz: x")
                        .stored()
                        .get("Foo: 1", "Bar: a", "Baz: y")
                        .forwarded());
        rule(
                "4.1",
                "Vary: white space and lines are normalised",
                x -> x.origin(MINUTE, "Vary: Foo")
                        .get("Foo: 1", "Foo: 2")
                        .get("Foo: 1,  2")
                        .stored());
        rule(
                "4.1",
                "Vary: Accept-Language without regard to case and order",
                x -> x.origin(MINUTE, "Vary: Accept-Language")
                        .get("Accept-Language: en, de")
                        .get("Accept-Language: DE, en")
                        .stored());
        rule(
                "4.1",
                "Vary: * never matches",
                x -> x.origin(MINUTE, "Vary: Foo, *").get().get().forwarded());
        rule(
                "4.1",
                "fields that Vary does not name make no difference",
                x -> x.origin(MINUTE, "Vary: Foo")
                        .get("Foo: 1", "Other: 1", "Cookie: a=b")
                        .get("Foo: 1", "Other: 2")
                        .stored());
    }

    private void freshness() {
        rule(
                "4.2",
                "max-age=0 is not fresh",
                x -> x.origin("Cache-Control: max-age=0", TAG).get().get().forwarded());
        rule(
                "4.2.1",
                "s-maxage before max-age",
                x -> x.origin("Cache-Control: max-age=60, s-maxage=0", TAG)
                        .get()
                        .get()
                        .forwarded());
        rule(
                "4.2.1",
                "s-maxage before a past Expires",
                x -> x.origin("Cache-Control: s-maxage=60", "Expires: " + date(-100))
                        .get()
                        .get()
                        .stored());
        rule(
                "4.2.1",
                "max-age before Expires",
                x -> x.origin(MINUTE, "Expires: " + date(-100), "Date: " + date(0))
                        .get()
                        .get()
                        .stored());
        rule(
                "4.2.1",
                "max-age=0 before a future Expires",
                x -> x.origin("Cache-Control: max-age=0", "Expires: " + date(1000))
                        .get()
                        .get()
                        .forwarded());
        rule(
                "4.2.1",
                "Expires less Date",
                x -> x.origin("Expires: " + date(100), "Date: " + date(0))
                        .get()
                        .get()
                        .stored());
        rule(
                "4.2.1",
                "Expires in the past",
                x -> x.origin("Expires: " + date(-100), "Date: " + date(0))
                        .get()
                        .get()
                        .forwarded());
        rule(
                "4.2.1",
                "a max-age that is no number is stale",
                x -> x.origin("Cache-Control: max-age=1x0").get().get().forwarded());
        rule(
                "4.2.1",
                "max-age inside a quoted string is not the directive",
                x -> x.origin("Cache-Control: extension=\"max-age=60\"")
                        .get()
                        .get()
                        .forwarded());
        rule(
                "4.2.2",
                "nothing explicit: heuristics only where they are switched on",
                x -> x.origin("Last-Modified: " + date(-100_000)).get().get().forwarded());
        rule(
                "1.2.2",
                "a number too large counts as 2^31",
                x -> x.origin("Cache-Control: max-age=99999999999999999999")
                        .get()
                        .get()
                        .stored());
        rule(
                "5.3",
                "Expires: 0 is a time in the past",
                x -> x.origin("Expires: 0").get().get().forwarded());
        rule(
                "5.3",
                "Expires in 9999 is fresh and overflows nothing",
                x -> x.origin("Expires: Fri, 31 Dec 9999 23:59:59 GMT")
                        .get()
                        .get()
                        .stored());
        rule(
                "5.3",
                "Expires in 1970 is stale",
                x -> x.origin("Expires: Thu, 01 Jan 1970 00:00:00 GMT")
                        .get()
                        .get()
                        .forwarded());
        rule(
                "5.2",
                "directives without regard to case",
                x -> x.origin("Cache-Control: MaX-aGe=60").get().get().stored());
        rule(
                "5.2.3",
                "unknown directives are ignored",
                x -> x.origin("Cache-Control: foobar, max-age=60, x=\"y, z\"")
                        .get()
                        .get()
                        .stored());
    }

    private void age() {
        rule(
                "4.2.3",
                "the age an answer came with counts",
                x -> x.origin(MINUTE, OLD).get().get().forwarded());
        rule(
                "4.2.3",
                "an old Date counts as age",
                x -> x.origin(MINUTE, "Date: " + date(-100)).get().get().forwarded());
        rule(
                "4",
                "Age is generated when a stored answer is used",
                x -> x.origin(MINUTE).get().get().stored().ageAtLeast(0));
        rule(
                "5.1",
                "Age goes on from what it was",
                x -> x.origin("Cache-Control: max-age=600", "Age: 30")
                        .get()
                        .get()
                        .stored()
                        .ageAtLeast(30));
        rule(
                "5.1",
                "an Age that is no number is ignored",
                x -> x.origin(MINUTE, "Age: old").get().get().stored());
        rule(
                "5.1",
                "a negative Age is ignored",
                x -> x.origin(MINUTE, "Age: -5").get().get().stored());
        rule(
                "5.1",
                "of a list of ages the first counts",
                x -> x.origin(MINUTE, "Age: 100, 0").get().get().forwarded());
        rule("4", "Date is that of the origin", x -> {
            String then = date(-30);
            x.origin(MINUTE, "Date: " + then).get().get().stored().with("Date", then);
        });
    }

    private void stale() {
        rule(
                "4.2.4",
                "a stale answer is not sent unless that is allowed: the origin fails",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(503, "down")
                        .get()
                        .forwarded()
                        .status(503));
        for (String directive : List.of("must-revalidate", "proxy-revalidate", "no-cache", "s-maxage=60")) {
            rule(
                    "4.2.4",
                    directive + " forbids stale answers, whatever stale-if-error says",
                    x -> x.origin("Cache-Control: max-age=60, stale-if-error=600, " + directive, OLD, TAG)
                            .get()
                            .answers(503, "down")
                            .get()
                            .forwarded()
                            .status(503));
        }
        rule(
                "4.2.4",
                "nor when the origin ends the connection",
                x -> x.origin("Cache-Control: max-age=60, must-revalidate", OLD, TAG)
                        .get()
                        .dies()
                        .get()
                        .status(502));
    }

    private void validation() {
        rule(
                "4.3.1",
                "a stale answer with an entity tag is asked about with If-None-Match",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(304, "", TAG)
                        .get()
                        .validated("If-None-Match", "\"v1\"")
                        .status(200)
                        .body("0123456789"));
        rule(
                "4.3.1",
                "a weak tag as well",
                x -> x.origin(MINUTE, OLD, "ETag: W/\"v1\"")
                        .get()
                        .answers(304, "", "ETag: W/\"v1\"")
                        .get()
                        .validated("If-None-Match", "W/\"v1\"")
                        .status(200));
        rule("4.3.1", "with Last-Modified: If-Modified-Since", x -> {
            String then = date(-9000);
            x.origin(MINUTE, OLD, "Last-Modified: " + then)
                    .get()
                    .answers(304, "")
                    .get()
                    .validated("If-Modified-Since", then)
                    .status(200);
        });
        rule(
                "4.3.1",
                "the fields that Vary names go along",
                x -> x.origin(MINUTE, OLD, TAG, "Vary: Foo")
                        .get("Foo: 1")
                        .answers(304, "", TAG)
                        .get("Foo: 1")
                        .validated("If-None-Match", "\"v1\"")
                        .asked("Foo", "1"));
        rule(
                "4.3.1",
                "a question about the whole: Range does not go along",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(304, "", TAG)
                        .get("Range: bytes=0-1")
                        .forwarded()
                        .asked("Range", null)
                        .status(206)
                        .body("01"));
        rule(
                "4.3.2",
                "If-None-Match is answered from the cache",
                x -> x.origin(MINUTE, TAG)
                        .get()
                        .get("If-None-Match: \"v0\", \"v1\"")
                        .stored()
                        .status(304)
                        .with("ETag", "\"v1\""));
        rule(
                "4.3.2",
                "If-None-Match that does not match: 200",
                x -> x.origin(MINUTE, TAG)
                        .get()
                        .get("If-None-Match: \"v2\"")
                        .stored()
                        .status(200));
        rule("4.3.2", "If-None-Match before If-Modified-Since", x -> {
            String then = date(-9000);
            x.origin(MINUTE, TAG, "Last-Modified: " + then)
                    .get()
                    .get("If-None-Match: \"v2\"", "If-Modified-Since: " + then)
                    .stored()
                    .status(200);
        });
        rule("4.3.2", "If-Modified-Since is answered from the cache", x -> {
            String then = date(-9000);
            x.origin(MINUTE, "Last-Modified: " + then)
                    .get()
                    .get("If-Modified-Since: " + date(-8000))
                    .stored()
                    .status(304);
        });
        rule(
                "4.3.2",
                "If-Match is the origin's: the cache does not evaluate it",
                x -> x.origin(MINUTE, TAG)
                        .get()
                        .get("If-Match: \"v2\"")
                        .stored()
                        .status(200));
        rule(
                "4.3.2",
                "a range is served from the whole, If-Range respected",
                x -> x.origin(MINUTE, TAG)
                        .get()
                        .get("Range: bytes=2-4", "If-Range: \"v1\"")
                        .stored()
                        .status(206)
                        .body("234")
                        .with("Content-Range", "bytes 2-4/10")
                        .get("Range: bytes=2-4", "If-Range: \"v2\"")
                        .stored()
                        .status(200));
        rule(
                "4.3.2",
                "a range outside: 416 with the length",
                x -> x.origin(MINUTE)
                        .get()
                        .get("Range: bytes=10-")
                        .stored()
                        .status(416)
                        .with("Content-Range", "bytes */10"));
        rule(
                "4.3.3",
                "200 to our question replaces what is stored",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(200, "new", MINUTE, "ETag: \"v2\"")
                        .get()
                        .validated("If-None-Match", "\"v1\"")
                        .body("new")
                        .get()
                        .stored()
                        .body("new")
                        .with("ETag", "\"v2\""));
        rule(
                "4.3.3",
                "5xx to our question is passed on",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(500, "broken")
                        .get()
                        .status(500)
                        .body("broken"));
    }

    private void freshening() {
        rule(
                "4.3.4",
                "304 makes it fresh again",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(304, "", TAG, MINUTE)
                        .get()
                        .forwarded()
                        .get()
                        .stored()
                        .body("0123456789"));
        rule(
                "3.2",
                "304 replaces the stored fields of the same names",
                x -> x.origin(MINUTE, OLD, TAG, "X-A: 1", "X-B: 1")
                        .get()
                        .answers(304, "", TAG, MINUTE, "X-A: 2")
                        .get()
                        .with("X-A", "2")
                        .with("X-B", "1")
                        .get()
                        .stored()
                        .with("X-A", "2")
                        .with("X-B", "1"));
        rule(
                "3.2",
                "Content-Length is not updated",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(304, "", TAG, MINUTE, "Content-Length: 3")
                        .get()
                        .with("Content-Length", "10")
                        .body("0123456789"));
        rule(
                "4.3.4",
                "304 with another strong tag updates nothing: the whole is fetched",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .answers(304, "", "ETag: \"v9\"", MINUTE)
                        .get()
                        .asked("If-None-Match", null));
    }

    private void head() {
        rule(
                "4",
                "HEAD is answered from a stored GET, without a body",
                x -> x.origin(MINUTE, TAG)
                        .get()
                        .head()
                        .stored()
                        .status(200)
                        .with("Content-Length", "10")
                        .body(""));
        rule(
                "4.3.5",
                "HEAD with the same validators freshens the stored GET",
                x -> x.origin(MINUTE, OLD, TAG, "X-A: 1")
                        .get()
                        .origin(MINUTE, TAG, "X-A: 2")
                        .head()
                        .forwarded()
                        .asked(":method", "HEAD")
                        .get()
                        .stored()
                        .with("X-A", "2"));
        rule(
                "4.3.5",
                "HEAD with another validator makes it unusable",
                x -> x.origin("Cache-Control: max-age=60, stale-if-error=600", OLD, TAG)
                        .get()
                        .origin(MINUTE, "ETag: \"v2\"")
                        .head()
                        .forwarded()
                        .answers(503, "down")
                        .get()
                        .status(503));
        rule(
                "4.3.5",
                "HEAD without a validator freshens nothing",
                x -> x.origin("Cache-Control: max-age=60, stale-if-error=600", OLD)
                        .get()
                        .origin(MINUTE)
                        .head()
                        .forwarded()
                        .get()
                        .forwarded());
        rule(
                "9110, 9.3.2",
                "an answer to HEAD is not used for GET",
                x -> x.origin(MINUTE).head().get().forwarded());
    }

    private void invalidation() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "M-SEARCH")) {
            rule(
                    "4.4",
                    method + " that succeeds invalidates the URL",
                    x -> x.origin(MINUTE).get().send(method).forwarded().get().forwarded());
        }
        rule(
                "4.4",
                "an error invalidates nothing",
                x -> x.origin(MINUTE)
                        .get()
                        .answers(500, "no")
                        .send("POST")
                        .get()
                        .stored());
        for (String field : List.of("Location", "Content-Location")) {
            rule("4.4", field + " of the same origin is invalidated, too", x -> {
                Exchange other = x.below("/other").origin(MINUTE).get().forwarded();
                x.origin(MINUTE, field + ": " + other.path()).send("POST");
                other.get().forwarded();
            });
        }
        rule("4.4", "of another origin it is not", x -> {
            Exchange other = x.below("/other").origin(MINUTE).get().forwarded();
            x.origin(MINUTE, "Location: http://other.example" + other.path()).send("POST");
            other.get().stored();
        });
        rule(
                "4.4",
                "safe methods invalidate nothing",
                x -> x.origin(MINUTE).get().send("OPTIONS").get().stored());
        rule(
                "4.4",
                "all variants of a URL are invalidated",
                x -> x.origin(MINUTE, "Vary: Foo")
                        .get("Foo: 1")
                        .get("Foo: 2")
                        .send("POST")
                        .get("Foo: 1")
                        .forwarded()
                        .get("Foo: 2")
                        .forwarded());
    }

    private void requests() {
        rule(
                "5.2.1.1",
                "max-age of a request: not older than that",
                x -> x.origin(MINUTE, "Age: 30")
                        .get()
                        .get("Cache-Control: max-age=10")
                        .forwarded());
        rule(
                "5.2.1.2",
                "max-stale of a request: a stale one will do",
                x -> x.origin(MINUTE, OLD, TAG)
                        .get()
                        .get("Cache-Control: max-stale=1000")
                        .status(200)
                        .with("Cache-Status", "tomthumb; hit; ttl=-40"));
        rule(
                "5.2.1.3",
                "min-fresh of a request",
                x -> x.origin(MINUTE).get().get("Cache-Control: min-fresh=1000").forwarded());
        rule(
                "5.2.1.4",
                "no-cache of a request: not without asking",
                x -> x.origin(MINUTE, TAG)
                        .get()
                        .answers(304, "", TAG)
                        .get("Cache-Control: no-cache")
                        .validated("If-None-Match", "\"v1\"")
                        .status(200));
        rule(
                "5.2.1.5",
                "no-store of a request: its answer is not stored",
                x -> x.origin(MINUTE).get("Cache-Control: no-store").get().forwarded());
        rule(
                "5.2.1.5",
                "no-store of a request: what is stored stays",
                x -> x.origin("Cache-Control: max-age=60, stale-if-error=600", OLD, TAG)
                        .get()
                        .answers(200, "new", MINUTE)
                        .get("Cache-Control: no-store")
                        .forwarded()
                        .answers(503, "down")
                        .get()
                        .status(200)
                        .body("0123456789"));
        rule(
                "5.2.1.7",
                "only-if-cached: 504 if there is nothing",
                x -> x.origin(MINUTE)
                        .get("Cache-Control: only-if-cached")
                        .stored()
                        .status(504));
        rule(
                "5.2.1.7",
                "only-if-cached: the stored one if there is",
                x -> x.origin(MINUTE)
                        .get()
                        .get("Cache-Control: only-if-cached")
                        .stored()
                        .status(200));
        rule(
                "5.4",
                "Pragma: no-cache of a request without Cache-Control",
                x -> x.origin(MINUTE).get().get("Pragma: no-cache").forwarded());
    }

    private void responses() {
        rule(
                "5.2.2.2",
                "must-revalidate: fresh is used",
                x -> x.origin("Cache-Control: max-age=60, must-revalidate")
                        .get()
                        .get()
                        .stored());
        rule(
                "5.2.2.3",
                "must-understand with a status nobody knows: not stored",
                x -> x.answers(599, "what", "Cache-Control: max-age=60, must-understand")
                        .get()
                        .get()
                        .forwarded());
        rule(
                "5.2.2.3",
                "must-understand takes no-store back for a status that is known",
                x -> x.origin("Cache-Control: max-age=60, must-understand, no-store")
                        .get()
                        .get()
                        .stored());
        rule(
                "5.2.2.4",
                "no-cache: stored, but asked about every time",
                x -> x.origin("Cache-Control: no-cache, max-age=60", TAG)
                        .get()
                        .answers(304, "", TAG, "Cache-Control: no-cache, max-age=60")
                        .get()
                        .validated("If-None-Match", "\"v1\"")
                        .status(200)
                        .body("0123456789"));
        rule(
                "5.2.2.4",
                "no-cache=\"field\": the field is not sent without asking",
                x -> x.origin("Cache-Control: no-cache=\"X-A\", max-age=60", "X-A: 1")
                        .get()
                        .get()
                        .forwarded());
        rule(
                "5.2.2.7",
                "private=\"field\": the field is not stored",
                x -> x.origin("Cache-Control: private=\"X-A\", max-age=60", "X-A: 1")
                        .get()
                        .get()
                        .forwarded());
        rule(
                "5.2.2.9",
                "public: also what could be, says nothing more and is asked about",
                x -> x.origin("Cache-Control: public", TAG)
                        .get()
                        .answers(304, "", TAG)
                        .get()
                        .validated("If-None-Match", "\"v1\""));
        rule(
                "5.5",
                "no Warning is generated",
                x -> x.origin("Cache-Control: max-age=60, stale-if-error=600", OLD)
                        .get()
                        .answers(503, "down")
                        .get()
                        .status(200)
                        .without("Warning"));
    }

    private void staleExtensions() {
        rows.add(new Row(
                "RFC 5861",
                "3",
                "stale-while-revalidate: sent at once, and made anew",
                x -> x.origin("Cache-Control: max-age=60, stale-while-revalidate=600", OLD)
                        .get()
                        .answers(200, "new", MINUTE)
                        .get()
                        .body("0123456789")
                        .until(2)
                        .get()
                        .stored()
                        .body("new")));
        rows.add(new Row(
                "RFC 5861",
                "3",
                "not beyond its seconds",
                x -> x.origin("Cache-Control: max-age=60, stale-while-revalidate=10", OLD)
                        .get()
                        .answers(200, "new", MINUTE)
                        .get()
                        .forwarded()
                        .body("new")));
        for (int status : List.of(500, 502, 503, 504)) {
            rows.add(new Row(
                    "RFC 5861",
                    "4",
                    "stale-if-error: " + status + " gives the stale one",
                    x -> x.origin("Cache-Control: max-age=60, stale-if-error=600", OLD)
                            .get()
                            .answers(status, "down")
                            .get()
                            .forwarded()
                            .status(200)
                            .body("0123456789")));
        }
        rows.add(new Row(
                "RFC 5861",
                "4",
                "stale-if-error: also when the connection ends",
                x -> x.origin("Cache-Control: max-age=60, stale-if-error=600", OLD)
                        .get()
                        .dies()
                        .get()
                        .status(200)
                        .body("0123456789")
                        .ageAtLeast(100)));
        rows.add(new Row(
                "RFC 5861",
                "4",
                "404 is no such error",
                x -> x.origin("Cache-Control: max-age=60, stale-if-error=600", OLD)
                        .get()
                        .answers(404, "gone")
                        .get()
                        .status(404)));
        rows.add(new Row(
                "RFC 5861",
                "4",
                "not beyond its seconds",
                x -> x.origin("Cache-Control: max-age=60, stale-if-error=10", OLD)
                        .get()
                        .answers(503, "down")
                        .get()
                        .status(503)));
    }

    private void targeted() {
        String name = "RFC 9213";
        rows.add(new Row(
                name,
                "2.2",
                "CDN-Cache-Control before Cache-Control: longer",
                x -> x.origin("Cache-Control: max-age=0", "CDN-Cache-Control: max-age=60")
                        .get()
                        .get()
                        .stored()));
        rows.add(new Row(
                name,
                "2.2",
                "shorter",
                x -> x.origin(MINUTE, "CDN-Cache-Control: max-age=0")
                        .get()
                        .get()
                        .forwarded()));
        rows.add(new Row(
                name,
                "2.2",
                "no-store there, though Cache-Control allows",
                x -> x.origin(MINUTE, "CDN-Cache-Control: no-store").get().get().forwarded()));
        rows.add(new Row(
                name,
                "2.2",
                "private there",
                x -> x.origin(MINUTE, "CDN-Cache-Control: private").get().get().forwarded()));
        rows.add(new Row(
                name,
                "2.2",
                "fresh there, though Cache-Control says no-store",
                x -> x.origin("Cache-Control: no-store", "CDN-Cache-Control: max-age=60")
                        .get()
                        .get()
                        .stored()));
        rows.add(new Row(
                name,
                "2.2",
                "Expires does not count beside it",
                x -> x.origin("Expires: " + date(1000), "CDN-Cache-Control: max-age=0")
                        .get()
                        .get()
                        .forwarded()));
        rows.add(new Row(
                name,
                "2.2",
                "the nearest target first",
                x -> x.origin("CDN-Cache-Control: max-age=60", "Tomthumb-Cache-Control: max-age=0")
                        .get()
                        .get()
                        .forwarded()));
        rows.add(new Row(
                name,
                "2.1",
                "what is no dictionary is ignored",
                x -> x.origin(MINUTE, "CDN-Cache-Control: max-age=0, &&&")
                        .get()
                        .get()
                        .stored()));
        rows.add(new Row(
                name,
                "2.2",
                "an age older than it",
                x -> x.origin("CDN-Cache-Control: max-age=60", OLD).get().get().forwarded()));
    }
}
