<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<!DOCTYPE html>
<% String file = "wide.jpg"; %>
<% pageContext.setAttribute("file", file); %>
<html><body>
<p id="picture"><t:picture src='<%= "/pictures/" + file %>' width="320" alt="">
  <t:source src="/pictures/${file}" media="print" width="160"/>
</t:picture></p>
</body></html>
