<%@ page contentType="text/html; charset=EUC-KR" pageEncoding="EUC-KR" import="java.util.*,com.oldshop.*" %>
<html>
<head>
<title>로젠호프 도자기</title>
<link rel="stylesheet" type="text/css" href="../oldshop.css">
</head>
<body background="../img/back.gif">
<jsp:include page="/top.jsp"/>
<h1 align="center">한국 도자기</h1>
<p align="center"><img src="../img/가마.jpg" width="400" height="200" alt="가마"></p>
<table width="760" border="0" cellspacing="8" cellpadding="4" align="center">
<tr>
<%
    int column = 0;
    for (Iterator i = Catalog.all(application).iterator(); i.hasNext();) {
        Product product = (Product) i.next();
        if (product.isKorean()) {
%>
<jsp:include page="/item.jsp"><jsp:param name="id" value="<%= String.valueOf(product.getId()) %>"/></jsp:include>
<td valign="top"><%= product.getKoreanName() %><br><a href="../pictures/<%= product.getFile() %>">큰 사진</a></td>
<%
            if (++column % 3 == 0) {
                out.println("</tr><tr>");
            }
        }
    }
%>
</tr>
</table>
<form method="POST" action="search.do">
<p align="center">찾기: <input type="text" name="words" size="20"> <input type="submit" value="확인"></p>
</form>
<p align="center"><a href="utf8.jsp">유니코드</a></p>
<%@ include file="/bottom.jspf" %>
