<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<p>
<t:img src="/pictures/wide.jpg" blur="a lot" alt=""/>
