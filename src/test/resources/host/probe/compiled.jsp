<%@ page contentType="text/plain; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%-- The first page compiled in a Tomcat: an exception that its compiler keeps for good remembers everybody on the stack. --%>
compiled
