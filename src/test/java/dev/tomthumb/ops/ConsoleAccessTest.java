package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tomthumb.config.Secret;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleAccessTest {
    private static final String TOKEN = "a-token-of-20-letters";

    private final ConsoleAccess access = new ConsoleAccess(
            Optional.of(Secret.ofText(TOKEN)),
            Optional.of("ops"),
            new ConsoleSessions(() -> Instant.EPOCH, Duration.ofHours(1)));
    private final List<String> setCookie = new ArrayList<>();

    private ConsoleSessions.Session login(Visit visit, boolean byRole) {
        return access.begin(visit.request(), visit.response(setCookie), byRole);
    }

    private static Visit visit() {
        return new Visit();
    }

    @Test
    void aLoginReadsAndWithItsWordChanges() {
        ConsoleSessions.Session session = login(visit(), false);

        assertThat(access.mayRead(visit().cookie(session.id()).request())).isTrue();
        assertThat(access.mayChange(visit().cookie(session.id()).request()))
                .as("a cookie is sent with whatever another site makes a browser ask for")
                .isFalse();
        assertThat(access.mayChange(visit().cookie(session.id())
                        .header("X-Tomthumb-Csrf", session.csrf())
                        .request()))
                .isTrue();
    }

    @Test
    void neitherAnotherSessionsWordNorAnotherSitesPageWillDo() {
        ConsoleSessions.Session one = login(visit(), false);
        ConsoleSessions.Session other = login(visit(), false);

        assertThat(access.mayChange(visit().cookie(one.id())
                        .header("X-Tomthumb-Csrf", other.csrf())
                        .request()))
                .isFalse();
        assertThat(access.mayChange(
                        visit().cookie(one.id()).header("X-Tomthumb-Csrf", "").request()))
                .isFalse();
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(access.mayChange(visit().cookie(one.id())
                            .header("X-Tomthumb-Csrf", one.csrf())
                            .header("Sec-Fetch-Site", site)
                            .request()))
                    .as(site)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''    | false | Path=/tomthumb; HttpOnly; SameSite=Strict",
                "/shop | true  | Path=/shop/tomthumb; HttpOnly; SameSite=Strict; Secure",
                "/가 ; | false | Path=/%EA%B0%80%20%3B/tomthumb; HttpOnly; SameSite=Strict",
            })
    void theCookieIsForNobodyElse(String context, boolean secure, String attributes) {
        ConsoleSessions.Session session = login(visit().context(context).secure(secure), false);
        assertThat(setCookie).containsExactly("tomthumb-ops=" + session.id() + "; " + attributes);
    }

    @Test
    void loggingInAgainEndsTheLoginBefore() {
        ConsoleSessions.Session first = login(visit(), false);
        login(visit().cookie(first.id()), false);
        assertThat(access.mayRead(visit().cookie(first.id()).request())).isFalse();
    }

    @Test
    void ofSeveralCookiesOfThatNameTheRightOneCounts() {
        ConsoleSessions.Session session = login(visit(), false);
        assertThat(access.mayRead(visit().cookie("of-another-context")
                        .cookie(session.id())
                        .request()))
                .isTrue();
    }

    @Test
    void whomTheContainerKnowsInTheRoleMayReadAndALoginByRoleEndsWithIt() {
        assertThat(access.mayRead(visit().role("ops").request())).isTrue();
        assertThat(access.mayRead(visit().role("customers").request())).isFalse();
        assertThat(access.mayChange(visit().role("ops").request())).isFalse();

        ConsoleSessions.Session session = login(visit().role("ops"), true);
        Visit change = visit().cookie(session.id()).header("X-Tomthumb-Csrf", session.csrf());
        assertThat(access.mayChange(change.request())).isFalse();
        assertThat(access.mayChange(change.role("ops").request())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=x",
                "a=1&Access_Token=",
                "tomthumb.ops.token=" + TOKEN,
                "x=" + TOKEN,
                TOKEN,
                "x=a-token-of-20%2Dletters",
                "token"
            })
    void aTokenInTheUrlIsRefusedAndNotRepeated(String query) {
        assertThatThrownBy(() -> access.refuseTokenInUrl(visit().query(query).request(), true))
                .isInstanceOf(MistakeException.class)
                .hasMessageContaining("does not belong in a URL")
                .hasMessageNotContaining(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=" + TOKEN, TOKEN, "x=a&y=" + TOKEN, "x=a-token-of-20%2Dletters"})
    void whoHasNotShownTheTokenCannotTryItInTheUrl(String query) {
        assertThatCode(() -> access.refuseTokenInUrl(visit().query(query).request(), false))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        access.refuseTokenInUrl(visit().query("token=" + TOKEN).request(), false))
                .isInstanceOf(MistakeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log=access.log", "path=/photos/token", "tag=token", "x=a-token-of-20-letterz", "%=%"})
    void otherQueriesAreNone(String query) {
        assertThatCode(() -> access.refuseTokenInUrl(visit().query(query).request(), true))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST, true",
        "127.0.0.1, true",
        "127.1.2.3, true",
        "::1, true",
        "[::1], true",
        "evil.example, false",
        "127.0.0.1.evil.example, false",
        "localhost.evil.example, false",
        "10.0.0.1, false",
    })
    void onlyNamesOfThisMachineAreTakenFromIt(String host, boolean ours) {
        assertThat(ConsoleAccess.namesThisMachine(visit().host(host).request())).isEqualTo(ours);
    }

    /** A request as far as access looks at it; anything else fails the test. */
    private static final class Visit implements InvocationHandler {
        private final Map<String, String> headers = new HashMap<>();
        private final List<Cookie> cookies = new ArrayList<>();
        private String context = "";
        private boolean secure;
        private Optional<String> role = Optional.empty();
        private String query = "";
        private String host = "example.com";

        Visit header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Visit cookie(String value) {
            cookies.add(new Cookie("tomthumb-ops", value));
            return this;
        }

        Visit context(String path) {
            context = path;
            return this;
        }

        Visit secure(boolean value) {
            secure = value;
            return this;
        }

        Visit role(String name) {
            role = Optional.of(name);
            return this;
        }

        Visit query(String text) {
            query = text;
            return this;
        }

        Visit host(String name) {
            host = name;
            return this;
        }

        HttpServletRequest request() {
            return fake(HttpServletRequest.class, this);
        }

        HttpServletResponse response(List<String> setCookie) {
            return fake(HttpServletResponse.class, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("addHeader");
                assertThat(arguments[0]).isEqualTo("Set-Cookie");
                return setCookie.add((String) arguments[1]) ? null : null;
            });
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "getHeader" -> headers.get((String) arguments[0]);
                case "getCookies" -> cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
                case "getServletContext" ->
                    fake(ServletContext.class, (context, asked, none) -> {
                        assertThat(asked.getName()).isEqualTo("getContextPath");
                        return this.context;
                    });
                case "isSecure" -> secure;
                case "getUserPrincipal" ->
                    role.<Principal>map(name -> () -> "somebody").orElse(null);
                case "isUserInRole" -> role.equals(Optional.of((String) arguments[0]));
                case "getQueryString" -> query;
                case "getServerName" -> host;
                default -> throw new AssertionError("access does not look at " + method);
            };
        }

        private static <T> T fake(Class<T> type, InvocationHandler handler) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
