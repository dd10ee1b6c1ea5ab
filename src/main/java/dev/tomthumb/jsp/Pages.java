package dev.tomthumb.jsp;

import dev.tomthumb.markup.Markup;
import dev.tomthumb.markup.PageBudget;
import dev.tomthumb.markup.Place;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where on a site something is written, and by whom. */
final class Pages {
    private static final String BUDGET = "dev.tomthumb.jsp.PageBudget";

    private Pages() {}

    /** What writes pictures in this application: the product if it has started, else what the settings say of another. */
    static Markup markup(ServletContext application) {
        return application.getAttribute(Markup.ATTRIBUTE) instanceof Markup markup
                ? markup
                : OtherServer.markup(application);
    }

    /** The page that is being written, with what is left of its time. */
    static Place place(ServletContext application, ServletRequest request) {
        PageBudget budget = budget(application, request);
        OtherServer.seen(application, request);
        return new Place(path(request), budget);
    }

    /** Includes and forwards share the time of the page that they are a part of. */
    private static PageBudget budget(ServletContext application, ServletRequest request) {
        if (request.getAttribute(BUDGET) instanceof PageBudget begun) {
            return begun;
        }
        PageBudget budget = markup(application).pageBudget();
        request.setAttribute(BUDGET, budget);
        return budget;
    }

    /**
     * The page's own path: that of an included page while it is included, that of the page forwarded to, however the
     * request was wrapped. A page below {@code WEB-INF}, which has no address, is where the visitor asked for.
     */
    static String path(ServletRequest request) {
        String included = path(
                request.getAttribute(RequestDispatcher.INCLUDE_SERVLET_PATH),
                request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO));
        if (isPublic(included)) {
            return included;
        }
        String own = request instanceof HttpServletRequest http ? path(http.getServletPath(), http.getPathInfo()) : "";
        if (isPublic(own)) {
            return own;
        }
        String asked = path(
                request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH),
                request.getAttribute(RequestDispatcher.FORWARD_PATH_INFO));
        return isPublic(asked) ? asked : "/";
    }

    private static String path(@Nullable Object servletPath, @Nullable Object pathInfo) {
        return Objects.toString(servletPath, "") + Objects.toString(pathInfo, "");
    }

    private static boolean isPublic(String path) {
        return path.startsWith("/") && !path.toUpperCase(Locale.ROOT).startsWith("/WEB-INF/");
    }
}
