<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" import="com.oldshop.*" %>
<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%
    Product found = Catalog.find(application, request.getParameter("id"));
    if (found == null) {
%>
<jsp:forward page="/soldout.jsp"/>
<%
    }
    pageContext.setAttribute("product", found);
%>
<html>
<head>
<title><c:out value="${product.name}"/></title>
<link rel="stylesheet" type="text/css" href="oldshop.css">
</head>
<body background="img/back.gif">
<jsp:include page="/top.jsp"/>
<table width="760" border="0" cellspacing="8" cellpadding="4" align="center">
<tr>
<td width="490" valign="top" class="item">
<img src="image.jsp?id=${product.id}" width="480" alt="${fn:escapeXml(product.name)}">
</td>
<td valign="top">
<h1><c:out value="${product.name}"/></h1>
<p><c:out value="${product.text}"/></p>
<c:choose>
<c:when test="${product.price == '0.00'}"><p class="price">sold</p></c:when>
<c:otherwise><p class="price">&euro; <c:out value="${product.price}"/> incl. 19&nbsp;% VAT</p></c:otherwise>
</c:choose>
<c:if test="${product.korean}"><p>Also in our <a href="<c:url value="/kr/"/>">Korean room</a>.</p></c:if>
<p>Next:
<c:url value="/product.jsp" var="next"><c:param name="id" value="${product.id + 1}"/></c:url>
<a href="${next}">another one</a></p>
</td>
</tr>
</table>
<%@ include file="bottom.jspf" %>
