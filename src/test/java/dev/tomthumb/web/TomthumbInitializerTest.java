package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When the product registers itself: once, where it was asked to and nobody else has. */
class TomthumbInitializerTest {
    private final List<String> registered = new ArrayList<>();
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, FilterRegistration> filters = new HashMap<>();

    private void start(ClassLoader loader) {
        Map<String, Function<Object[], Object>> methods = Map.of(
                "getClassLoader", given -> loader,
                "getContextPath", given -> "/shop",
                "getFilterRegistrations", given -> filters,
                "getInitParameterNames", given -> Collections.enumeration(parameters.keySet()),
                "getInitParameter", given -> parameters.get(given[0]),
                "addListener", given -> registered.add("" + given[0]) ? null : null,
                "addFilter", given -> registered.add("" + given[0]) ? filter() : null,
                "addServlet", given -> registered.add("" + given[0]) ? servlet() : null);
        new TomthumbInitializer().onStartup(null, Fake.of(ServletContext.class, methods));
    }

    private void start() {
        start(TomthumbInitializer.class.getClassLoader());
    }

    private static FilterRegistration.Dynamic filter() {
        return Fake.of(
                FilterRegistration.Dynamic.class,
                Map.of("setAsyncSupported", given -> null, "addMappingForUrlPatterns", given -> null));
    }

    private static ServletRegistration.Dynamic servlet() {
        return Fake.of(
                ServletRegistration.Dynamic.class,
                Map.of("setAsyncSupported", given -> null, "addMapping", given -> Set.of()));
    }

    @Test
    void theContainerFindsIt() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class))
                .anyMatch(found -> found instanceof TomthumbInitializer);
    }

    @Test
    void itRegistersWhereItIsAskedTo() {
        parameters.put("tomthumb.register", "true");
        start();

        assertThat(registered)
                .startsWith(TomthumbListener.class.getName())
                .contains("tomthumb", "tomthumb-responses", ResizeServlet.NAME, "tomthumb-ops");
    }

    @Test
    void elsewhereItDoesNothing() {
        start();
        parameters.put("tomthumb.register", "false");
        start();
        parameters.put("tomthumb.register", "perhaps");
        start();

        assertThat(registered).isEmpty();
    }

    @Test
    void whereTheFilterIsDeclaredUnderWhateverNameItDoesNothing() {
        parameters.put("tomthumb.register", "true");
        filters.put(
                "pictures",
                Fake.of(FilterRegistration.class, Map.of("getClassName", given -> ImageFilter.class.getName())));
        start();

        assertThat(registered).isEmpty();
    }

    /** In Tomcat's own lib directory every application would have it, the manager too. */
    @Test
    void forApplicationsThatDoNotHaveItsJarItDoesNothing() {
        parameters.put("tomthumb.register", "true");
        start(new ClassLoader(TomthumbInitializer.class.getClassLoader()) {});

        assertThat(registered).isEmpty();
    }
}
