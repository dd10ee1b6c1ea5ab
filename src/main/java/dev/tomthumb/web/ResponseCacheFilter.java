package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the host application's own servlets and pages answer, where {@code tomthumb.responses} says so, and lets
 * everything else go down the chain untouched. It stands behind {@link ImageFilter}, whose answers it never sees.
 */
public final class ResponseCacheFilter implements Filter {
    private @Nullable ResponseCaching caching;

    @Override
    public void init(FilterConfig config) {
        if (config.getServletContext().getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb tomthumb) {
            tomthumb.responses().ifPresent(responses -> caching = new ResponseCaching(tomthumb, responses));
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (caching != null
                && request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse out) {
            caching.filter(http, out, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
