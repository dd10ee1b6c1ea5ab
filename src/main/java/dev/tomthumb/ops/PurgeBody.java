package dev.tomthumb.ops;

import dev.tomthumb.PurgeItem;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads what is to be purged: {@code {"urls":[…],"originals":[…],"prefixes":[…],"tags":[…],"all":true}}, the shape of
 * CloudFront's invalidations ({@code {"Paths":{"Items":[…]}}}, alone or inside {@code InvalidationBatch}), and query
 * parameters {@code url}, {@code original}, {@code prefix}, {@code tag}, {@code path}, {@code all}.
 */
final class PurgeBody {
    private static final String ACCEPTED =
            "urls, originals, prefixes, tags and paths are lists of texts, all is true; or CloudFront's"
                    + " {\"Paths\":{\"Items\":[…]}}";

    private final List<PurgeItem> items = new ArrayList<>();

    private PurgeBody() {}

    /** @throws MistakeException something in it means nothing here */
    static List<PurgeItem> read(String json, List<Map.Entry<String, String>> parameters) throws MistakeException {
        PurgeBody body = new PurgeBody();
        for (Map.Entry<String, String> parameter : parameters) {
            body.parameter(parameter.getKey(), parameter.getValue());
        }
        if (!json.isBlank()) {
            body.members(Json.object(json));
        }
        if (body.items.isEmpty()) {
            throw new MistakeException("There is nothing to purge: " + ACCEPTED + ".");
        }
        return body.items;
    }

    private void parameter(String name, String value) throws MistakeException {
        switch (name) {
            case "url" -> items.add(new PurgeItem.Url(value));
            case "original" -> items.add(new PurgeItem.Original(value));
            case "prefix" -> items.add(new PurgeItem.Prefix(value));
            case "tag" -> items.add(new PurgeItem.Tag(value));
            case "path" -> path(value);
            case "all" -> {
                if (!value.equals("true")) {
                    throw new MistakeException("The parameter all is true or left out.");
                }
                items.add(new PurgeItem.All());
            }
            default ->
                throw new MistakeException("There is no parameter " + UrlText.quoted(name)
                        + "; there are url, original, prefix, tag, path and all.");
        }
    }

    private void members(Json.Member body) throws MistakeException {
        for (String name : body.names()) {
            Json.Member member = body.get(name);
            switch (name) {
                case "urls" -> member.texts().forEach(text -> items.add(new PurgeItem.Url(text)));
                case "originals" -> member.texts().forEach(text -> items.add(new PurgeItem.Original(text)));
                case "prefixes" -> member.texts().forEach(text -> items.add(new PurgeItem.Prefix(text)));
                case "tags" -> member.texts().forEach(text -> items.add(new PurgeItem.Tag(text)));
                case "paths" -> paths(member);
                case "all" -> all(member);
                case "InvalidationBatch" -> members(member);
                case "Paths" -> paths(member.get("Items"));
                // It tells repetitions of one invalidation apart, which do no harm here; and how many items follow.
                case "CallerReference", "Quantity", "DistributionId" -> {}
                default ->
                    throw new MistakeException("There is no " + UrlText.quoted(name) + " to purge: " + ACCEPTED + ".");
            }
        }
    }

    private void all(Json.Member member) throws MistakeException {
        if (!member.flag()) {
            throw new MistakeException("all is true or left out.");
        }
        items.add(new PurgeItem.All());
    }

    private void paths(Json.Member list) throws MistakeException {
        for (String text : list.texts()) {
            path(text);
        }
    }

    private void path(String text) throws MistakeException {
        try {
            items.add(PurgeItem.ofCloudFront(text));
        } catch (ImageException refusal) {
            throw new MistakeException(String.valueOf(refusal.getMessage()));
        }
    }
}
