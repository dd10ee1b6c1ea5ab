<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %>
<%
    String user = request.getParameter("user");
    if (user != null) {
        session.setAttribute("user", user);
    }
%>
<html><body><%= user == null ? "Please log in." : "Welcome." %></body></html>
