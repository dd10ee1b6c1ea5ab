package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.markup.Answer;
import dev.tomthumb.markup.InfoDocument;
import dev.tomthumb.markup.PageBudget;
import dev.tomthumb.markup.Placeholder;
import dev.tomthumb.markup.Question;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code /tomthumb/info?src=/photos/cat.jpg&placeholder=color}: what an original is, for the tags of a site beside this
 * application. Guarded paths are told of with the token only.
 */
final class InfoPage {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String KEPT = "private, max-age=60";
    private static final String KEPT_BRIEFLY = "private, max-age=10";

    private InfoPage() {}

    /**
     * An answer.
     *
     * @param body JSON
     */
    record Told(int status, String cacheControl, String body) {}

    /** @param trusted whether the asker has the token */
    static Told of(Tomthumb tomthumb, HttpServletRequest request, boolean trusted) {
        String src = Objects.requireNonNullElse(request.getParameter("src"), "");
        Optional<Placeholder> placeholder =
                Placeholder.of(Objects.requireNonNullElse(request.getParameter("placeholder"), "none"));
        if (src.isEmpty() || placeholder.isEmpty()) {
            return new Told(
                    HttpServletResponse.SC_BAD_REQUEST,
                    KEPT_BRIEFLY,
                    problem("This page takes src, a path of this application or an address, and placeholder: color,"
                            + " tiny, blurhash, thumbhash or none."));
        }
        Optional<Question> question = tomthumb.markup()
                .question(src, placeholder.get())
                .filter(asked -> trusted || !isGuarded(tomthumb, asked.original()));
        if (question.isEmpty()) {
            return unknown();
        }
        Answer answer = new PageBudget(PATIENCE, System::nanoTime)
                .settled(tomthumb.markup().about(question.get()));
        if (answer instanceof Answer.Known known) {
            return new Told(
                    HttpServletResponse.SC_OK, KEPT, InfoDocument.write(known.facts(), placeholder.get()) + "\n");
        }
        if (answer instanceof Answer.Unserved) {
            return new Told(HttpServletResponse.SC_NOT_FOUND, KEPT_BRIEFLY, InfoDocument.unserved() + "\n");
        }
        return answer instanceof Answer.Missing
                ? new Told(HttpServletResponse.SC_NOT_FOUND, KEPT_BRIEFLY, problem("There is no such original."))
                : unknown();
    }

    private static boolean isGuarded(Tomthumb tomthumb, String path) {
        return tomthumb.isPrivatePath(path)
                || tomthumb.signedPaths().guarding(path).isPresent();
    }

    private static Told unknown() {
        return new Told(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                KEPT_BRIEFLY,
                problem("Nothing can be told of this original now, or to whoever asks without the token."));
    }

    private static String problem(String sentence) {
        return PlainJson.text(Map.of("problem", sentence));
    }
}
