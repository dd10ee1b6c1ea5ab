package dev.tomthumb.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Registers what a {@link Fragment} declares, behind all that the host application has declared itself. */
final class Registration {
    private final ServletContext context;
    private final List<String> obstacles = new ArrayList<>();

    private Registration(ServletContext context) {
        this.context = context;
    }

    /** Whether somebody has declared our filter: the fragment, or a web.xml that says what the fragment does. */
    static boolean isDeclared(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> ImageFilter.class.getName().equals(filter.getClassName()));
    }

    /**
     * Registers all of it, in its order.
     *
     * @return a sentence for everything that the host application's own declarations have left no place for
     */
    static List<String> register(Fragment fragment, ServletContext context) {
        Registration registration = new Registration(context);
        fragment.listeners().stream()
                // No listener to the servlet API, which takes no others here.
                .filter(listener -> !listener.equals(ServletLine.class.getName()))
                .forEach(context::addListener);
        fragment.filters().forEach(registration::filter);
        fragment.servlets().forEach(registration::servlet);
        return List.copyOf(registration.obstacles);
    }

    private void filter(Fragment.Part part) {
        FilterRegistration.Dynamic filter = context.addFilter(part.name(), part.className());
        if (filter == null) {
            obstacles.add("The application has a filter named \"" + part.name() + "\" already.");
            return;
        }
        filter.setAsyncSupported(part.async());
        for (Fragment.Mapping mapping : part.mappings()) {
            EnumSet<DispatcherType> dispatchers = EnumSet.noneOf(DispatcherType.class);
            mapping.dispatchers().forEach(name -> dispatchers.add(DispatcherType.valueOf(name)));
            filter.addMappingForUrlPatterns(
                    dispatchers.isEmpty() ? EnumSet.of(DispatcherType.REQUEST) : dispatchers,
                    true,
                    mapping.patterns().toArray(String[]::new));
        }
    }

    private void servlet(Fragment.Part part) {
        ServletRegistration.Dynamic servlet = context.addServlet(part.name(), part.className());
        if (servlet == null) {
            obstacles.add("The application has a servlet named \"" + part.name() + "\" already.");
            return;
        }
        servlet.setAsyncSupported(part.async());
        for (Fragment.Mapping mapping : part.mappings()) {
            Set<String> taken = servlet.addMapping(mapping.patterns().toArray(String[]::new));
            if (!taken.isEmpty()) {
                obstacles.add("The application has a servlet of its own at " + String.join(", ", taken) + ".");
            }
        }
    }
}
