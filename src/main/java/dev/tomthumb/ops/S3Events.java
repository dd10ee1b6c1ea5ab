package dev.tomthumb.ops;

import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Notifications of S3 that objects have changed: as S3 and MinIO send them ({@code Records}), inside an envelope of SNS,
 * and as EventBridge sends them ({@code detail-type}).
 *
 * @param changed the originals they name
 * @param passed events about something else
 * @param subscription the address that confirms a subscription of SNS; it is for people to open, never for us: anybody
 *     who knows the token could let this server open any address
 */
record S3Events(Set<SourceRef> changed, int passed, Optional<String> subscription) {
    private static final List<String> CHANGES = List.of("ObjectCreated:", "ObjectRemoved:", "LifecycleExpiration:");
    private static final int MOST_RECORDS = 1000;

    /** @throws MistakeException it is none of these, or a part of it has another type */
    static S3Events read(String json) throws MistakeException {
        Json.Member body = Json.object(json);
        Optional<Json.Member> type = body.find("Type");
        return type.isPresent() ? ofSns(body, type.get().text()) : ofS3(body);
    }

    private static S3Events ofSns(Json.Member body, String type) throws MistakeException {
        return switch (type) {
            case "Notification" -> ofS3(Json.object(body.get("Message").text()));
            case "SubscriptionConfirmation" ->
                new S3Events(Set.of(), 0, Optional.of(body.get("SubscribeURL").text()));
            case "UnsubscribeConfirmation" -> new S3Events(Set.of(), 1, Optional.empty());
            default ->
                throw new MistakeException("Type is " + UrlText.quoted(type)
                        + "; of SNS, Notification, SubscriptionConfirmation and UnsubscribeConfirmation are read.");
        };
    }

    private static S3Events ofS3(Json.Member body) throws MistakeException {
        if (body.find("detail-type").isPresent()) {
            return ofEventBridge(body);
        }
        if (body.find("Event").isPresent() && body.get("Event").text().equals("s3:TestEvent")) {
            return new S3Events(Set.of(), 1, Optional.empty());
        }
        if (body.find("Records").isEmpty()) {
            throw new MistakeException(
                    "The body is no notification of S3: it has neither Records, nor Type, nor" + " detail-type.");
        }
        return ofRecords(body.get("Records").items());
    }

    private static S3Events ofRecords(List<Json.Member> records) throws MistakeException {
        if (records.size() > MOST_RECORDS) {
            throw new MistakeException(
                    "There are " + records.size() + " Records; at most " + MOST_RECORDS + " are read at once.");
        }
        Set<SourceRef> changed = new LinkedHashSet<>();
        int passed = 0;
        for (Json.Member item : records) {
            String name = item.get("eventName").text();
            String event = name.startsWith("s3:") ? name.substring(3) : name;
            if (CHANGES.stream().noneMatch(event::startsWith)) {
                passed++;
                continue;
            }
            Json.Member s3 = item.get("s3");
            Json.Member object = s3.get("object");
            String encoded = object.get("key").text();
            String key = UrlText.decodedQuery(encoded)
                    .orElseThrow(() -> new MistakeException(
                            "The key " + UrlText.quoted(encoded) + " is no percent-encoded UTF-8."));
            changed.addAll(originals(s3.get("bucket").get("name").text(), key, object, "versionId"));
        }
        return new S3Events(changed, passed, Optional.empty());
    }

    /** Its keys are not encoded. */
    private static S3Events ofEventBridge(Json.Member body) throws MistakeException {
        String type = body.get("detail-type").text().toLowerCase(Locale.ROOT);
        if (!type.equals("object created") && !type.equals("object deleted")) {
            return new S3Events(Set.of(), 1, Optional.empty());
        }
        Json.Member detail = body.get("detail");
        Json.Member object = detail.get("object");
        String bucket = detail.get("bucket").get("name").text();
        return new S3Events(
                new LinkedHashSet<>(originals(bucket, object.get("key").text(), object, "version-id")),
                0,
                Optional.empty());
    }

    /** The object, and the version the event is about, which URLs may name as well. */
    private static List<SourceRef> originals(String bucket, String key, Json.Member object, String versionName)
            throws MistakeException {
        if (bucket.isEmpty() || key.isEmpty() || bucket.indexOf('/') >= 0) {
            throw new MistakeException("An event names the bucket " + UrlText.quoted(bucket) + " and the key "
                    + UrlText.quoted(key) + ", which cannot be.");
        }
        List<SourceRef> originals = new ArrayList<>();
        String location = "//" + bucket + "/" + key;
        originals.add(new SourceRef("s3", location));
        Optional<Json.Member> version = object.find(versionName);
        if (version.isPresent() && !version.get().text().isEmpty()) {
            originals.add(new SourceRef("s3", location + "?" + version.get().text()));
        }
        return originals;
    }
}
