<%@ page contentType="text/html;charset=UTF-8" session="false" %><!DOCTYPE html>
<html lang="en">
<head><title>Tomthumb</title></head>
<body><h1>Tomthumb</h1></body>
</html>
