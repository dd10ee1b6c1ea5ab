<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %>
<html><body><h1>The old site</h1><img src="pictures/a.jpg"></body></html>
