package dev.tomthumb.jsp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequest;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class OtherServerAddressTest {
    private static final String HTTP = "org.apache.coyote.http11.Http11NioProtocol";

    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final OtherServerAddress address =
            new OtherServerAddress("/img", Optional.empty(), new PlainConnectors(beans)::serve);

    /** A connector as Tomcat shows it. */
    private record Connector(Map<String, Object> attributes) implements DynamicMBean {
        @Override
        public Object getAttribute(String name) throws AttributeNotFoundException {
            if (!attributes.containsKey(name)) {
                throw new AttributeNotFoundException(name);
            }
            return attributes.get(name);
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AttributeList getAttributes(String[] names) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AttributeList setAttributes(AttributeList given) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object invoke(String action, Object[] given, String[] signature) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Connector.class.getName(), "", null, null, null, null);
        }
    }

    private void connector(int port, String handler, boolean tls, String bound) throws Exception {
        Map<String, Object> attributes = new HashMap<>(
                Map.of("localPort", port, "protocolHandlerClassName", handler, "SSLEnabled", Boolean.toString(tls)));
        if (!bound.isEmpty()) {
            attributes.put("address", InetAddress.getByName(bound));
        }
        beans.registerMBean(new Connector(attributes), new ObjectName("Catalina:type=Connector,port=" + port));
    }

    private static ServletRequest to(int port) {
        return (ServletRequest) Proxy.newProxyInstance(
                ServletRequest.class.getClassLoader(),
                new Class<?>[] {ServletRequest.class},
                (proxy, method, given) -> switch (method.getName()) {
                    case "getLocalPort" -> port;
                    case "getServletConnection" -> throw new NoSuchMethodError("as before Servlet 6");
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    @Test
    void onlyPortsOfThisTomcatThatSpeakPlainHttpAreLearned() throws Exception {
        connector(8443, HTTP, true, "");
        connector(8009, "org.apache.coyote.ajp.AjpNioProtocol", false, "");
        connector(8081, HTTP, false, "192.0.2.7");
        connector(8080, HTTP, false, "");

        // The last is what a visitor has written into the Host header of a request that came by AJP.
        for (int port : new int[] {8443, 8009, 8081, 6379}) {
            address.learn(to(port));
            assertThat(address.address()).as("port " + port).isEmpty();
        }
        address.learn(to(8080));
        assertThat(address.address()).contains(URI.create("http://127.0.0.1:8080/img"));
    }

    @Test
    void whereNobodyAnswersItIsLearnedAnew() throws Exception {
        connector(8080, HTTP, false, "");
        connector(8090, HTTP, false, "127.0.0.1");
        address.learn(to(8080));
        address.learn(to(8090));
        assertThat(address.address()).contains(URI.create("http://127.0.0.1:8080/img"));

        address.failed(URI.create("http://127.0.0.1:8090/img"));
        assertThat(address.address()).isPresent();
        address.failed(URI.create("http://127.0.0.1:8080/img"));
        assertThat(address.address()).isEmpty();

        address.learn(to(8090));
        assertThat(address.address()).contains(URI.create("http://127.0.0.1:8090/img"));
    }

    @Test
    void whatTheSettingsSayStays() {
        URI named = URI.create("http://127.0.0.1:9999/img");
        OtherServerAddress told = new OtherServerAddress("/img", Optional.of(named), request -> true);

        told.learn(to(8080));
        told.failed(named);

        assertThat(told.address()).contains(named);
    }

    @Test
    void nothingIsLearnedWhereNothingIsKnownOfTheConnection() {
        address.learn(to(8080));

        assertThat(address.address()).isEmpty();
    }
}
