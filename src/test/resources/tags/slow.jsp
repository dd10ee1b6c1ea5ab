<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<%
  long begun = System.nanoTime();
  for (int i = 0; i < 8; i++) { pageContext.setAttribute("i", i);
%><t:img src="/slow/${param.n}-${i}.jpg" width="64" alt=""/>
<% } %>
<p id="millis"><%= (System.nanoTime() - begun) / 1000000 %></p>
