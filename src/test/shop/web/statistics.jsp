<%@ page contentType="text/html; charset=ISO-8859-1" %>
<p>Visitors: <%= ((String) application.getAttribute("never set")).length() %></p>
