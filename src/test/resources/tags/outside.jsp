<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<!DOCTYPE html>
<html><body>
<p id="outside"><t:img src="/others/wide.jpg" width="120" height="90" alt=""/></p>
<p id="again"><t:img src="/others/wide.jpg" width="320" alt=""/></p>
<p id="url"><a href="<t:url src='/others/wide.jpg' width='320'/>">large</a></p>
<p id="made"><t:img src="/image.jsp?id=7" width="120" alt=""/></p>
</body></html>
