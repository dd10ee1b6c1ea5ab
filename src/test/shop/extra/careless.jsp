<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<html><head><title>Careless</title></head><body>
<p><t:img src="${param.src}" width="${param.width}" alt="${param.alt}" title="${param.title}"/></p>
<p>the page goes on</p>
</body></html>
