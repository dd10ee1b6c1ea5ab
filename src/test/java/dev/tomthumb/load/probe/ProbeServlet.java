package dev.tomthumb.load.probe;

import dev.tomthumb.Tomthumb;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET} tells what was counted, one {@code name=number} a line; {@code POST} begins at zero. */
@WebServlet(urlPatterns = ProbeServlet.PATH, loadOnStartup = 1, asyncSupported = true)
public final class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where it answers, from the context's root. */
    public static final String PATH = "/load-probe";

    private final transient Heard heard = new Heard();

    @Override
    public void init() {
        ((Tomthumb) getServletContext().getAttribute(Tomthumb.ATTRIBUTE)).listen(heard);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().write(heard.told());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        heard.forget();
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
