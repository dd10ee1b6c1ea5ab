package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import dev.tomthumb.engine.responses.Asking;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Which requests the cache of answers looks at, and under which policies. A kept answer passes by all that stands behind the
 * cache, so a request stays out if something there must see it, or if its answer is made for one visitor.
 */
final class CachingScope {
    /** The operators' own pages are never kept. */
    private static final String OPERATORS = "/tomthumb/";

    private final Tomthumb tomthumb;

    CachingScope(Tomthumb tomthumb) {
        this.tomthumb = tomthumb;
    }

    /** The policies of a request that changes nothing; empty = it goes through as if there were no cache. */
    Optional<Asking.Policies> policies(HttpServletRequest request, HttpServletResponse response) {
        String method = request.getMethod();
        String path = ResponseTargets.servletPath(request);
        boolean never = !(method.equals("GET") || method.equals("HEAD"))
                || path.startsWith(OPERATORS)
                || tomthumb.isPrivatePath(path)
                // The page then has links with the id of one visitor's session.
                || request.isRequestedSessionIdFromURL()
                || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                || hasContent(request)
                || ImageService.marked(response)
                || filteredByName(request);
        return never ? Optional.empty() : tomthumb.responsePolicies(path);
    }

    /** Content of GET means nothing (RFC 9110, section 9.3.1); an application that reads it answers what no key tells apart. */
    static boolean hasContent(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null || request.getContentLengthLong() > 0;
    }

    /** Whether a filter is mapped to the servlet's name: the container runs it behind us, and a kept answer would pass it by. */
    private static boolean filteredByName(HttpServletRequest request) {
        String servlet = request.getHttpServletMapping().getServletName();
        return request.getServletContext().getFilterRegistrations().values().stream()
                .map(FilterRegistration::getServletNameMappings)
                .anyMatch(names -> names.contains(servlet) || names.contains("*"));
    }
}
