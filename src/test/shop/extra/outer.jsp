<%@ page contentType="text/html; charset=EUC-KR" pageEncoding="EUC-KR" %>
<html><body><p>밖</p><jsp:include page="/kr/inner.jsp"/></body></html>
