package com.oldshop;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What the search forms post to, one below each language. */
public class SearchServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String words = request.getParameter("words");
        request.setAttribute("words", words);
        request.setAttribute("found", Catalog.search(getServletContext(), words == null ? "" : words));
        String page = request.getServletPath().startsWith("/kr/") ? "/kr/results.jsp" : "/results.jsp";
        getServletContext().getRequestDispatcher(page).forward(request, response);
    }
}
