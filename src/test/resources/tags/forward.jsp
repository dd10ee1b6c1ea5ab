<%@ page session="false" %><jsp:forward page="/WEB-INF/pages/hidden.jsp"/>
