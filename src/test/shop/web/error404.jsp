<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" isErrorPage="true" %>
<html><head><title>Not here</title></head><body>
<h1>Nothing on this shelf</h1>
<p>We looked for <%= String.valueOf(request.getAttribute("javax.servlet.error.request_uri")).replaceAll("[<&]", "?") %> - qué pena.</p>
</body></html>
