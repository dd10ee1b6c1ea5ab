<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" import="java.lang.management.ManagementFactory" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<%
  com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  long begun = threads.getCurrentThreadCpuTime();
  for (int i = 0; i < 50; i++) { pageContext.setAttribute("i", i);
%><t:img src="/pictures/wide.jpg" width="${100 + i}" alt="" class="thumb"/>
<% } %>
<p id="nanos"><%= (threads.getCurrentThreadCpuTime() - begun) / 50 %></p>
