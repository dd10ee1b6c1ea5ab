<%@ page import="java.io.InputStream, java.io.OutputStream" %>
<%--
  What such sites stream pictures with, checks and all:
    id=1     everybody's: says "public"
    id=7     for who is logged in; others are refused
    id=8     for who is logged in; others are sent to the login page
    id=mine  a picture of its own for each of two members
    id=none  there is none
--%>
<%
    if (request.getMethod().equals("POST")) {
        out.print("posted to id " + request.getParameter("id"));
        return;
    }
    String id = String.valueOf(request.getParameter("id"));
    Object user = session.getAttribute("user");
    if (id.equals("none")) {
        response.sendError(404);
        return;
    }
    if (user == null && id.equals("8")) {
        response.sendRedirect(request.getContextPath() + "/login.jsp");
        return;
    }
    if (user == null && !id.equals("1")) {
        response.sendError(403);
        return;
    }
    if (id.equals("1")) {
        response.setHeader("Cache-Control", "public, max-age=600");
    }
    String row = id.equals("mine") ? "of-" + user + ".jpg" : "row.jpg";
    response.setContentType("image/jpeg");
    InputStream in = application.getResourceAsStream("/WEB-INF/database/" + row);
    try {
        OutputStream body = response.getOutputStream();
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            body.write(buffer, 0, n);
        }
        body.flush();
    } finally {
        in.close();
    }
    out.clear();
    out = pageContext.pushBody();
%>
