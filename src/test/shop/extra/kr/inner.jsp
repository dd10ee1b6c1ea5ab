<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<t:img src="../pictures/옹기.jpg" width="100" alt="옹기"/>
