package dev.tomthumb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.config.Secret;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpsAccessTest {
    private static final String TOKEN = "a-token-of-20-letters";

    private final OpsAccess access = new OpsAccess(Optional.of(Secret.ofText(TOKEN)));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.1.1", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
    void whoeverSitsAtTheMachineMayLook(String address) {
        assertThat(access.mayRead(new Visit(address).request())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1", "192.168.1.1", "203.0.113.9", "2001:db8::1", "::", "0.0.0.0", "localhost", "", "127"
            })
    void nobodyElseMayWithoutTheToken(String address) {
        assertThat(access.mayRead(new Visit(address).request())).isFalse();
        assertThat(access.mayRead(new Visit(address)
                        .header("Authorization", "Bearer " + TOKEN)
                        .request()))
                .isTrue();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyChangesAnythingWithoutTheTokenHoweverNear() {
        assertThat(access.mayChange(new Visit("127.0.0.1").request())).isFalse();
        assertThat(access.mayChangeByPassword(new Visit("127.0.0.1").request())).isFalse();
        assertThat(new OpsAccess(Optional.empty())
                        .mayChangeByPassword(new Visit("127.0.0.1")
                                .header("Authorization", basic(":"))
                                .request()))
                .isFalse();
    }

    @Test
    void theTokenMayComeAsAPasswordWhereProgramsKnowNoOtherWay() {
        HttpServletRequest request = new Visit("203.0.113.9")
                .header("Authorization", basic("sns:" + TOKEN))
                .request();
        assertThat(access.mayChangeByPassword(request)).isTrue();
        assertThat(access.mayChange(request)).isFalse();
        assertThat(access.mayChangeByPassword(new Visit("203.0.113.9")
                        .header("Authorization", basic("sns:" + TOKEN))
                        .header("Origin", "https://evil.example")
                        .request()))
                .as("a page of another site made a browser send it")
                .isFalse();
        for (String wrong :
                new String[] {basic(TOKEN), basic("sns:x" + TOKEN), "Basic " + TOKEN, "Basic ", "Basic !"}) {
            assertThat(access.mayChangeByPassword(new Visit("203.0.113.9")
                            .header("Authorization", wrong)
                            .request()))
                    .as(wrong)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/1.0", "http/1.1", "h2", "h2c"})
    void everyVersionOfHttpIsDirect(String protocol) {
        assertThat(access.mayRead(new Visit("127.0.0.1").protocol(protocol).request()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "ajp", ""})
    void otherProtocolsAreNotForTheirAddressIsWhatTheySay(String protocol) {
        assertThat(access.mayRead(new Visit("127.0.0.1").protocol(protocol).request()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 127.0.0.1",
        "x-forwarded-proto, https",
        "X-Forwarded-Host, localhost",
        "X-FORWARDED-BY, me",
        "Forwarded, for=127.0.0.1",
        "Via, 1.1 cache",
        "X-Real-IP, 127.0.0.1",
        "CF-Connecting-IP, 127.0.0.1",
    })
    void aProxysHeaderMeansThatSomebodyElseIsAsking(String header, String value) {
        assertThat(access.mayRead(new Visit("127.0.0.1").header(header, value).request()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.tomcat.request.forwarded", "org.apache.catalina.AccessLog.RemoteAddr"})
    void anAddressThatTomcatTookFromAHeaderCountsForNothing(String attribute) {
        assertThat(access.mayRead(
                        new Visit("127.0.0.1").attribute(attribute, "set").request()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "bearer a-token-of-20-letters",
                "Basic a-token-of-20-letters",
                "a-token-of-20-letters",
                "Bearer a-token-of-20-letters ",
                "Bearer a-token-of-20-letter"
            })
    void onlyTheWholeTokenIsTheToken(String authorization) {
        assertThat(access.mayRead(new Visit("10.0.0.1")
                        .header("Authorization", authorization)
                        .request()))
                .isFalse();
    }

    @Test
    void changingNeedsTheTokenFromTheMachineItselfToo() {
        Visit local = new Visit("127.0.0.1");

        assertThat(access.mayChange(local.request())).isFalse();
        assertThat(access.mayChange(
                        local.header("Authorization", "Bearer " + TOKEN).request()))
                .isTrue();
    }

    @Test
    void withoutATokenInTheSettingsNothingOpensFromElsewhere() {
        OpsAccess closed = new OpsAccess(Optional.empty());

        assertThat(closed.mayRead(
                        new Visit("10.0.0.1").header("Authorization", "Bearer ").request()))
                .isFalse();
        assertThat(closed.mayRead(new Visit("127.0.0.1").request())).isTrue();
    }

    @Test
    void beforeServlet6EveryConnectorMustSpeakHttp() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName http = new ObjectName("OpsAccessTest:type=Connector,port=8080");
        ObjectName ajp = new ObjectName("OpsAccessTest:type=Connector,port=8009");
        HttpServletRequest old = new Visit("127.0.0.1").beforeServlet6().request();

        assertThat(access.mayRead(old)).as("nobody can be asked").isFalse();
        try {
            beans.registerMBean(connector("org.apache.coyote.http11.Http11NioProtocol"), http);
            assertThat(access.mayRead(old)).as("HTTP alone").isTrue();
            beans.registerMBean(connector("org.apache.coyote.ajp.AjpNioProtocol"), ajp);
            assertThat(access.mayRead(old)).as("AJP as well").isFalse();
        } finally {
            for (ObjectName name : beans.queryNames(new ObjectName("OpsAccessTest:*"), null)) {
                beans.unregisterMBean(name);
            }
        }
    }

    /** What Tomcat's MBean of a connector has that is asked for; its attribute begins with a small letter. */
    private static javax.management.DynamicMBean connector(String handler) throws JMException {
        return new StandardMBean(() -> handler, Handler.class) {
            @Override
            public Object getAttribute(String attribute) {
                return handler;
            }
        };
    }

    /** The interface of that MBean. */
    @FunctionalInterface
    public interface Handler {
        String getHandler();
    }

    /** A request as far as access looks at it; anything else fails the test. */
    private static final class Visit implements InvocationHandler {
        private final String address;
        private final Map<String, String> headers = new HashMap<>();
        private final Map<String, Object> attributes = new HashMap<>();
        private String protocol = "http/1.1";
        private boolean servlet6 = true;

        Visit(String address) {
            this.address = address;
        }

        Visit header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Visit attribute(String name, Object value) {
            attributes.put(name, value);
            return this;
        }

        Visit protocol(String name) {
            protocol = name;
            return this;
        }

        Visit beforeServlet6() {
            servlet6 = false;
            return this;
        }

        HttpServletRequest request() {
            return fake(HttpServletRequest.class, this);
        }

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return switch (method.getName()) {
                case "getRemoteAddr" -> address;
                case "getHeader" -> headers.get((String) arguments[0]);
                case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                case "getAttribute" -> attributes.get((String) arguments[0]);
                case "getServletConnection" -> connection();
                default -> throw new AssertionError("access does not look at " + method);
            };
        }

        private ServletConnection connection() {
            if (!servlet6) {
                throw new NoSuchMethodError("getServletConnection");
            }
            return fake(ServletConnection.class, (proxy, method, arguments) -> protocol);
        }

        private static <T> T fake(Class<T> type, InvocationHandler handler) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
