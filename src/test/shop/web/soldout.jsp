<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" import="com.oldshop.*" %>
<html>
<head>
<title>Sold</title>
<link rel="stylesheet" type="text/css" href="oldshop.css">
</head>
<body background="img/back.gif">
<jsp:include page="/top.jsp"/>
<table width="760" border="0" cellspacing="8" cellpadding="4" align="center">
<tr><td colspan="2"><p>Sorry, "<%= Catalog.escape(String.valueOf(request.getParameter("id"))) %>" is déjà vendu. Perhaps this one?</p></td></tr>
<tr><jsp:include page="/item.jsp"><jsp:param name="id" value="3"/></jsp:include><td></td></tr>
</table>
<%@ include file="bottom.jspf" %>
