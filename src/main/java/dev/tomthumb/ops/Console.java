package dev.tomthumb.ops;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.config.ConsoleSettings;
import dev.tomthumb.dialect.OptionTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies below {@code /tomthumb/console/}: what the page reads, login and logout, and the playground's URLs. */
final class Console {
    private static final int MOST_BYTES = 4096;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final Tomthumb tomthumb;
    private final ConsoleAccess access;
    private final Attempts attempts;
    private final ConsoleData data;
    private final TrialPage trial;

    Console(Tomthumb tomthumb, Metrics metrics, TopLists lists, ConsoleAccess access, Attempts attempts) {
        this.tomthumb = tomthumb;
        this.access = access;
        this.attempts = attempts;
        this.data = new ConsoleData(tomthumb, metrics, lists, new WarmPage(tomthumb));
        this.trial = new TrialPage(tomthumb.trialUrls());
    }

    /** Who may log in here, by the settings. */
    static ConsoleAccess access(Tomthumb tomthumb) {
        return new ConsoleAccess(
                tomthumb.opsToken(),
                tomthumb.settings().get(ConsoleSettings.OPS_ROLE),
                new ConsoleSessions(tomthumb::now, tomthumb.settings().get(ConsoleSettings.OPS_SESSION)));
    }

    /** What somebody may read; empty = there is no such page. */
    Optional<String> get(String page) {
        return switch (page) {
            case "/console/data" -> Optional.of(data.text());
            case "/console/options" -> Optional.of(OptionList.text(OptionTable.standard()));
            case "/console/settings" -> Optional.of(SettingList.text(tomthumb.settings()));
            default -> Optional.empty();
        };
    }

    /** What the page asks first: anybody may know whether he is logged in. */
    String session(HttpServletRequest request, boolean mayRead) {
        Optional<ConsoleSessions.Session> session =
                ConsoleAccess.isOwnSite(request) ? access.session(request) : Optional.empty();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("mayRead", mayRead);
        answer.put("mayChange", session.isPresent());
        answer.put("csrf", session.map(ConsoleSessions.Session::csrf).orElse(""));
        answer.put("role", access.hasRole(request));
        answer.put("token", access.takesToken());
        return Json.text(answer);
    }

    /** Whether a POST there is the console's own. */
    static boolean takesPost(String page) {
        return List.of("/console/login", "/console/logout", "/console/urls").contains(page);
    }

    /**
     * Answers a POST.
     *
     * @param mayRead whether the asker may look at all
     * @throws MistakeException with what is wrong
     */
    String post(String page, HttpServletRequest request, HttpServletResponse response, boolean mayRead)
            throws IOException, MistakeException {
        if (!ConsoleAccess.isOwnSite(request)) {
            throw new MistakeException(FORBIDDEN, List.of("A page of another site may not ask for this."));
        }
        return switch (page) {
            case "/console/login" -> login(request, response);
            case "/console/logout" -> logout(request, response);
            default -> urls(request, mayRead);
        };
    }

    private String login(HttpServletRequest request, HttpServletResponse response)
            throws IOException, MistakeException {
        Json.Member body = Json.object(Body.text(request, MOST_BYTES));
        Optional<Json.Member> token = body.find("token");
        boolean right = token.isPresent() ? isRight(token.get().text(), request, response) : access.hasRole(request);
        if (!right) {
            throw new MistakeException(UNAUTHORIZED, List.of(wrong(token.isPresent())));
        }
        ConsoleSessions.Session session = access.begin(request, response, token.isEmpty());
        return Json.text(Map.of("csrf", session.csrf(), "mayRead", true, "mayChange", true));
    }

    private String wrong(boolean token) {
        if (!token) {
            return "The container does not know you in the role of the setting tomthumb.ops.role.";
        }
        return access.takesToken()
                ? "That is not the token; it is the setting tomthumb.ops.token."
                : "There is no token here: the setting tomthumb.ops.token is not set.";
    }

    private boolean isRight(String token, HttpServletRequest request, HttpServletResponse response)
            throws MistakeException {
        attempts.refuseTooMany(request, response);
        boolean right = access.isToken(token);
        if (!right && access.takesToken()) {
            attempts.failed(request.getRemoteAddr());
        }
        return right;
    }

    private String logout(HttpServletRequest request, HttpServletResponse response) throws MistakeException {
        if (!access.mayChange(request)) {
            throw new MistakeException(UNAUTHORIZED, List.of("You are not logged in."));
        }
        access.end(request, response);
        return Json.text(Map.of("mayChange", false));
    }

    private String urls(HttpServletRequest request, boolean mayRead) throws IOException, MistakeException {
        if (!mayRead) {
            throw new MistakeException(UNAUTHORIZED, List.of("You are not logged in."));
        }
        return trial.post(request, access.mayChange(request));
    }
}
