<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" import="java.util.*,com.oldshop.*" %>
<html>
<head>
<title>로젠호프 도자기 (유니코드)</title>
<link rel="stylesheet" type="text/css" href="../oldshop.css">
</head>
<body background="../img/back.gif">
<jsp:include page="/top.jsp"/>
<h1 align="center">한국 도자기 — 유니코드</h1>
<p align="center"><img src="../img/가마.jpg" width="400" height="200" alt="가마"></p>
<table width="760" border="0" cellspacing="8" cellpadding="4" align="center">
<tr>
<jsp:include page="/item.jsp"><jsp:param name="id" value="13"/></jsp:include>
<jsp:include page="/item.jsp"><jsp:param name="id" value="18"/></jsp:include>
</tr>
</table>
<%@ include file="/bottom.jspf" %>
