package dev.tomthumb.ops;

import dev.tomthumb.TrialUrls;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Parameter;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /tomthumb/console/urls}: what the playground shows, as URL of each language and as tag of a JSP. */
final class TrialPage {
    private static final int MOST_BYTES = 1 << 16;
    private static final int MOST_PARAMETERS = 100;

    private final TrialUrls urls;

    TrialPage(TrialUrls urls) {
        this.urls = urls;
    }

    /**
     * Reads {@code {"original":"/photos/cat.jpg","parameters":{"w":"320"}}}.
     *
     * @param sign whether the asker may have signed URLs
     * @return the answer, JSON
     */
    String post(HttpServletRequest request, boolean sign) throws IOException, MistakeException {
        Json.Member body = Json.object(Body.text(request, MOST_BYTES));
        String original = body.get("original").text();
        Map<String, String> parameters = parameters(body.get("parameters"));
        try {
            TrialUrls.Urls written = urls.of(original, parameters, sign);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("query", written.query().orElse(""));
            answer.put("imgproxy", written.imgproxy().orElse(""));
            answer.put("tag", written.path().map(path -> tag(path, parameters)).orElse(""));
            answer.put("notes", written.notes());
            return Json.text(answer);
        } catch (ImageException refusal) {
            throw new MistakeException(String.valueOf(refusal.getMessage()));
        }
    }

    private static Map<String, String> parameters(Json.Member member) throws MistakeException {
        if (member.names().size() > MOST_PARAMETERS) {
            throw new MistakeException("There are more than " + MOST_PARAMETERS + " parameters.");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : inOrder(member.names())) {
            Optional<Json.Member> value = member.find(name);
            if (value.isEmpty() || UrlText.hasControls(value.get().text())) {
                throw new MistakeException("The parameter " + UrlText.quoted(name) + " takes a text of one line.");
            }
            parameters.put(name, value.get().text());
        }
        return parameters;
    }

    /** Width and height, then as in the option table, for JSON keeps no order; names it does not know come last. */
    private static List<String> inOrder(List<String> names) {
        List<String> known = new ArrayList<>(List.of("w", "h"));
        OptionTable.standard().options().stream()
                .flatMap(option -> option.parameters().stream())
                .map(Parameter::name)
                .forEach(known::add);
        return names.stream()
                .sorted(Comparator.comparingInt(name -> known.contains(name) ? known.indexOf(name) : known.size()))
                .toList();
    }

    /** Names that the tag has instead of the query's short ones. */
    private static final Map<String, String> ATTRIBUTES =
            Map.of("w", "width", "h", "height", "q", "quality", "fm", "format");

    static String tag(String path, Map<String, String> parameters) {
        StringBuilder tag = new StringBuilder("<t:img");
        attribute(tag, "src", path);
        parameters.forEach((name, value) -> attribute(tag, ATTRIBUTES.getOrDefault(name, name), value));
        attribute(tag, "alt", "");
        return tag.append("/>").toString();
    }

    /** As a JSP reads it: neither markup nor expression. */
    private static void attribute(StringBuilder tag, String name, String value) {
        String escaped = value.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("${", "\\${")
                .replace("#{", "\\#{");
        tag.append(' ').append(name).append("=\"").append(escaped).append('"');
    }
}
