<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" %>
<html>
<head>
<title>Search</title>
<link rel="stylesheet" type="text/css" href="oldshop.css">
</head>
<body background="img/back.gif">
<jsp:include page="/top.jsp"/>
<form method="POST" action="search.do">
<p align="center">What are you looking for? <input type="text" name="words" size="20"> <input type="submit" value="Find"></p>
</form>
<%@ include file="bottom.jspf" %>
