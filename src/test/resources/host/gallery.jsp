<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<html><body>
<t:img src="/pictures/a.jpg" width="64" alt="A &quot;picture&quot;" class="thumb"/>
<t:img src="/pictures/no & yes.jpg" width="64" height="48" fit="cover"/>
</body></html>
