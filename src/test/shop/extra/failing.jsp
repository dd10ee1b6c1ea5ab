<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<p><t:img src="/pictures/${pageContext.request.noSuchProperty}" width="100" alt=""/></p>
