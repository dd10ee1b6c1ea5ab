<%@ page contentType="text/html; charset=EUC-KR" pageEncoding="EUC-KR" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<html>
<head>
<title>찾기</title>
<link rel="stylesheet" type="text/css" href="../oldshop.css">
</head>
<body background="../img/back.gif">
<jsp:include page="/top.jsp"/>
<p align="center">"<c:out value="${words}"/>" 찾은 것:</p>
<table width="760" border="0" cellspacing="8" cellpadding="4" align="center">
<tr>
<c:forEach items="${found}" var="each">
<jsp:include page="/item.jsp"><jsp:param name="id" value="${each.id}"/></jsp:include>
<td valign="top"><c:out value="${each.koreanName}"/></td>
</c:forEach>
</tr>
</table>
<%@ include file="/bottom.jspf" %>
