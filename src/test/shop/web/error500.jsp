<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" isErrorPage="true" %>
<html><head><title>Oops</title></head><body>
<h1>A pot fell down</h1>
<p><%= exception.getClass().getName() %></p>
</body></html>
