package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the fragment in our jar says, and what is registered of it. */
class FragmentTest {

    private static Fragment read(String elements) throws IOException {
        return Fragment.read(new ByteArrayInputStream(
                ("<web-fragment xmlns='http://xmlns.jcp.org/xml/ns/javaee'>" + elements + "</web-fragment>")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ourOwnIsUnderstoodToTheLastElement() throws IOException {
        Fragment own = Fragment.own();

        assertThat(own.listeners())
                .startsWith(ServletLine.class.getName(), TomthumbListener.class.getName())
                .contains("dev.tomthumb.ops.OpsListener");
        assertThat(own.filters())
                .startsWith(new Fragment.Part(
                        "tomthumb",
                        ImageFilter.class.getName(),
                        true,
                        List.of(new Fragment.Mapping(List.of("/*"), List.of("REQUEST")))));
        assertThat(own.servlets())
                .contains(new Fragment.Part(ResizeServlet.NAME, ResizeServlet.class.getName(), true, List.of()))
                .anyMatch(servlet ->
                        servlet.mappings().equals(List.of(new Fragment.Mapping(List.of("/tomthumb/*"), List.of()))));
    }

    @Test
    void everyClassInItExists() throws Exception {
        Fragment own = Fragment.own();
        List<String> names = new ArrayList<>(own.listeners());
        own.filters().forEach(part -> names.add(part.className()));
        own.servlets().forEach(part -> names.add(part.className()));

        for (String name : names) {
            assertThat(Class.forName(name).getConstructor()).isNotNull();
        }
    }

    /** Or tomthumb.register would do less than the fragment, and nobody would notice. */
    @Test
    void whatCouldNotBeRegisteredIsRefused() {
        assertThatThrownBy(() -> read("<context-param><param-name>a</param-name></context-param>"))
                .hasMessageContaining("context-param");
        assertThatThrownBy(() -> read("<filter><filter-name>a</filter-name><filter-class>b</filter-class>"
                        + "<init-param><param-name>c</param-name></init-param></filter>"))
                .hasMessageContaining("init-param");
        assertThatThrownBy(() -> read("<servlet><servlet-name>a</servlet-name></servlet>"))
                .hasMessageContaining("servlet-class");
        assertThatThrownBy(() -> read("<filter-mapping><filter-name>a</filter-name></filter-mapping>"))
                .hasMessageContaining("maps a");
        assertThatThrownBy(() -> read("<filter>")).isInstanceOf(IOException.class);
    }

    @Test
    void itIsRegisteredInItsOrderBehindWhatIsThere() throws IOException {
        Recorder recorder = new Recorder();

        List<String> obstacles = Registration.register(Fragment.own(), recorder.context());

        assertThat(obstacles).isEmpty();
        assertThat(recorder.calls).isEqualTo(expected(Fragment.own()));
    }

    private static List<String> expected(Fragment own) {
        List<String> calls = new ArrayList<>();
        own.listeners().stream()
                .filter(name -> !name.equals(ServletLine.class.getName()))
                .forEach(name -> calls.add("listener " + name));
        for (Fragment.Part filter : own.filters()) {
            calls.add("filter " + filter.name() + " " + filter.className());
            calls.add(filter.name() + " async " + filter.async());
            filter.mappings()
                    .forEach(mapping -> calls.add(
                            filter.name() + " behind true " + mapping.dispatchers() + " " + mapping.patterns()));
        }
        for (Fragment.Part servlet : own.servlets()) {
            calls.add("servlet " + servlet.name() + " " + servlet.className());
            calls.add(servlet.name() + " async " + servlet.async());
            servlet.mappings().forEach(mapping -> calls.add(servlet.name() + " at " + mapping.patterns()));
        }
        return calls;
    }

    @Test
    void whatTheHostHasAlreadyIsNamed() throws IOException {
        Recorder recorder = new Recorder();
        recorder.takenNames = Set.of("tomthumb");
        recorder.takenPatterns = Set.of("/tomthumb/*");

        assertThat(Registration.register(Fragment.own(), recorder.context()))
                .contains(
                        "The application has a filter named \"tomthumb\" already.",
                        "The application has a servlet of its own at /tomthumb/*.");
    }

    /** A servlet context that writes down what it is asked to do. */
    private static final class Recorder {
        private final List<String> calls = new ArrayList<>();
        private Set<String> takenNames = Set.of();
        private Set<String> takenPatterns = Set.of();

        ServletContext context() {
            return Fake.of(
                    ServletContext.class,
                    Map.of(
                            "addListener",
                            given -> record("listener " + given[0]),
                            "addFilter",
                            given -> takenNames.contains(given[0]) ? null : filter(given),
                            "addServlet",
                            given -> servlet(given)));
        }

        private Object record(String call) {
            calls.add(call);
            return null;
        }

        private Object filter(Object[] given) {
            record("filter " + given[0] + " " + given[1]);
            Map<String, Function<Object[], Object>> methods = Map.of(
                    "setAsyncSupported",
                    async -> record(given[0] + " async " + async[0]),
                    "addMappingForUrlPatterns",
                    mapping -> record(given[0] + " behind " + mapping[1] + " " + sorted(mapping[0]) + " "
                            + Arrays.asList((String[]) mapping[2])));
            return Fake.of(FilterRegistration.Dynamic.class, methods);
        }

        @SuppressWarnings("unchecked")
        private static String sorted(Object dispatchers) {
            return ((EnumSet<DispatcherType>) dispatchers).toString();
        }

        private Object servlet(Object[] given) {
            record("servlet " + given[0] + " " + given[1]);
            Map<String, Function<Object[], Object>> methods = Map.of(
                    "setAsyncSupported", async -> record(given[0] + " async " + async[0]), "addMapping", patterns -> {
                        record(given[0] + " at " + Arrays.asList((String[]) patterns[0]));
                        return takenPatterns;
                    });
            return Fake.of(ServletRegistration.Dynamic.class, methods);
        }
    }
}
