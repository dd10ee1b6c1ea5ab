package com.oldshop;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** Out of an article of 2003: sets the encoding, and wraps the request because somebody once typed spaces. */
public class EncodingFilter implements Filter {
    private String encoding;

    public void init(FilterConfig config) {
        encoding = config.getInitParameter("encoding");
    }

    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean korean = ((HttpServletRequest) request).getServletPath().startsWith("/kr/");
        request.setCharacterEncoding(korean ? "EUC-KR" : encoding);
        chain.doFilter(new TrimmedRequest((HttpServletRequest) request), response);
    }

    public void destroy() {}

    private static class TrimmedRequest extends HttpServletRequestWrapper {
        TrimmedRequest(HttpServletRequest request) {
            super(request);
        }

        public String getParameter(String name) {
            String value = super.getParameter(name);
            return value == null ? null : value.trim();
        }

        public String[] getParameterValues(String name) {
            String[] values = super.getParameterValues(name);
            if (values == null) {
                return null;
            }
            String[] trimmed = new String[values.length];
            for (int i = 0; i < values.length; i++) {
                trimmed[i] = values[i].trim();
            }
            return trimmed;
        }
    }
}
