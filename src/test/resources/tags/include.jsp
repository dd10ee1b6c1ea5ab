<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<jsp:include page="parts/part.jsp"/>
<jsp:include page="WEB-INF/pages/hidden.jsp"/>
<p id="own"><t:img src="pictures/wide.jpg" width="64" alt=""/></p>
