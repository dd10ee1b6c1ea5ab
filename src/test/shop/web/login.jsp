<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" %>
<%
    if ("anna".equals(request.getParameter("member")) && "clay".equals(request.getParameter("password"))) {
        session.setAttribute("member", "anna");
        response.sendRedirect("members/prices.jsp");
        return;
    }
%>
<html>
<head><title>Members</title><link rel="stylesheet" type="text/css" href="oldshop.css"></head>
<body background="img/back.gif">
<form method="POST" action="login.jsp">
<p align="center">Member: <input type="text" name="member"> Password: <input type="password" name="password"> <input type="submit" value="Enter"></p>
</form>
</body></html>
