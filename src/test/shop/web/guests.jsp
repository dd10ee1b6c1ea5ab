<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" import="java.io.*,java.util.*,com.oldshop.*" %>
<html>
<head>
<title>Pictures of our guests</title>
<link rel="stylesheet" type="text/css" href="oldshop.css">
</head>
<body background="img/back.gif">
<jsp:include page="/top.jsp"/>
<h1 align="center">Pictures of our guests: 손님들의 사진</h1>
<p align="center">
<%
    String[] names = new File(application.getInitParameter("uploads")).list();
    Arrays.sort(names);
    for (int i = 0; i < names.length; i++) {
%>
<a href="uploads/<%= Catalog.encode(names[i]) %>"><img src="uploads/<%= names[i] %>" height="140" border="0" alt="<%= names[i] %>"></a>
<%  } %>
</p>
<%@ include file="bottom.jspf" %>
