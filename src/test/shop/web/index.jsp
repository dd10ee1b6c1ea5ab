<%@ page language="java" contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" import="java.util.*,com.oldshop.*" %>
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
<html>
<head>
<title>Töpferei Rosenhof: the shop</title>
<link rel="stylesheet" type="text/css" href="oldshop.css">
</head>
<body background="img/back.gif">
<jsp:include page="/top.jsp"/>
<table width="760" border="0" cellspacing="8" cellpadding="4" align="center">
<%
    List products = Catalog.all(application);
    for (int i = 0; i < products.size(); i++) {
        Product product = (Product) products.get(i);
        if (i % 4 == 0) {
%>
<tr>
<%      } %>
<jsp:include page="/item.jsp"><jsp:param name="id" value="<%= String.valueOf(product.getId()) %>"/></jsp:include>
<%      if (i % 4 == 3) { %>
</tr>
<%
        }
    }
%>
</table>
<%@ include file="bottom.jspf" %>
