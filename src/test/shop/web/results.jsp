<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<html>
<head>
<title>Search</title>
<link rel="stylesheet" type="text/css" href="oldshop.css">
</head>
<body background="img/back.gif">
<jsp:include page="/top.jsp"/>
<p align="center">Found for "<c:out value="${words}"/>": <b><c:out value="${fn:length(found)}"/></b></p>
<table width="760" border="0" cellspacing="8" cellpadding="4" align="center">
<tr>
<c:forEach items="${found}" var="each">
<jsp:include page="/item.jsp"><jsp:param name="id" value="${each.id}"/></jsp:include>
</c:forEach>
</tr>
</table>
<%@ include file="bottom.jspf" %>
