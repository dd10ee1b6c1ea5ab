<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" import="java.util.*,com.oldshop.*" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<html>
<head>
<title>For members</title>
<link rel="stylesheet" type="text/css" href="../oldshop.css">
</head>
<body background="../img/back.gif">
<jsp:include page="/top.jsp"/>
<p align="center">Welcome, <c:out value="${sessionScope.member}"/>. The kiln opens like this:</p>
<p align="center"><img src="firing-plan.png" width="500" border="1" alt="Plan of the firing"></p>
<%@ include file="/bottom.jspf" %>
