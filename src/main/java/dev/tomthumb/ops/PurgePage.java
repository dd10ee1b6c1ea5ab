package dev.tomthumb.ops;

import dev.tomthumb.PurgeItem;
import dev.tomthumb.Purges;
import dev.tomthumb.model.ImageException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code POST /tomthumb/purge}: everything that is named, or nothing if any of it is not understood. */
final class PurgePage {
    private static final Logger LOG = System.getLogger(PurgePage.class.getName());
    private static final int MOST_BYTES = 1 << 20;
    /** As many as CloudFront takes at once. */
    private static final int MOST_ITEMS = 3000;

    /** As many items as a line of the log names, and as much of each. */
    private static final int NAMED = 3;

    private static final int NAMED_CHARACTERS = 200;

    private final Purges purges;

    PurgePage(Purges purges) {
        this.purges = purges;
    }

    /** @return the answer, JSON */
    String post(HttpServletRequest request) throws IOException, MistakeException {
        List<PurgeItem> items = PurgeBody.read(Body.text(request, MOST_BYTES), Body.parameters(request));
        if (items.size() > MOST_ITEMS) {
            throw new MistakeException(
                    "There are " + items.size() + " items to purge; at most " + MOST_ITEMS + " are taken at once.");
        }
        refuseMistakes(items);
        List<Map<String, Object>> answers = new ArrayList<>();
        long found = 0;
        Purges.Done done = purged(items);
        for (Purges.Purged purged : done.items()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("item", purged.item().text());
            answer.put("kind", purged.item().kind());
            answer.put("meant", purged.meant());
            answer.put("found", purged.found());
            answers.add(answer);
            found += purged.found();
        }
        LOG.log(Level.INFO, "Purged {0} renditions over HTTP by {1}.", found, named(items));
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("purged", answers);
        whole.put("found", found);
        if (purges.reachesOthers()) {
            whole.put("other_nodes", done.untold().isEmpty() ? "told" : "not told yet");
            done.untold().ifPresent(why -> whole.put("reason", why));
        }
        return Json.text(whole);
    }

    /** What was named, as far as a line holds it; it is anybody's text who has the token, and must not forge lines. */
    static String named(List<PurgeItem> items) {
        String first = items.stream()
                .limit(NAMED)
                .map(item -> item.kind() + " " + shortened(item.text().replaceAll("\\p{Cntrl}", "?")))
                .collect(Collectors.joining(", "));
        return items.size() <= NAMED ? first : first + " and " + (items.size() - NAMED) + " more";
    }

    private static String shortened(String text) {
        return text.length() <= NAMED_CHARACTERS ? text : text.substring(0, NAMED_CHARACTERS) + "…";
    }

    /** All of them at once, so that nobody has to send a long list once per mistake. */
    private void refuseMistakes(List<PurgeItem> items) throws MistakeException {
        List<String> mistakes = new ArrayList<>();
        for (PurgeItem item : items) {
            try {
                purges.check(item);
            } catch (ImageException refusal) {
                mistakes.add(String.valueOf(refusal.getMessage()));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new MistakeException(400, mistakes);
        }
    }

    private Purges.Done purged(List<PurgeItem> items) throws MistakeException {
        try {
            return purges.purgeEverywhere(items);
        } catch (ImageException refusal) {
            throw new MistakeException(String.valueOf(refusal.getMessage()));
        }
    }
}
