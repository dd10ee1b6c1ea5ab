<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<t:img src="/pictures/wide.jpg" width="${param.w}" alt=""/>
