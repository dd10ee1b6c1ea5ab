package dev.tomthumb.web;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Intercepts image URLs: answers what the cache holds, hands the rest to {@link ResizeServlet}, and lets everything
 * that is not its business go down the chain untouched.
 *
 * <p>Declared in {@code web-fragment.xml}, so the host application's own filters from {@code web.xml} run first: a
 * login in front of {@code /members/*} guards the cached renditions below it as well.
 */
public final class ImageFilter implements Filter {
    private @Nullable ImageService service;

    @Override
    public void init(FilterConfig config) {
        ServletContext context = config.getServletContext();
        if (context.getAttribute(Tomthumb.ATTRIBUTE) instanceof Tomthumb tomthumb) {
            service = new ImageService(tomthumb, context);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (service != null
                && request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse out) {
            service.filter(http, out, chain);
        } else {
            // Not started: the mistakes in the settings stand in the log, the host application goes on without us.
            chain.doFilter(request, response);
        }
    }
}
