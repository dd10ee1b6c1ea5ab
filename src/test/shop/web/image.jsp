<%@ page import="java.io.*,com.oldshop.*" %><%
    Product product = Catalog.find(application, request.getParameter("id"));
    File file = product == null ? null : new File(application.getRealPath("/pictures"), product.getFile());
    if (file == null || !file.isFile()) {
        response.sendError(404);
        return;
    }
    UploadServlet.send(file, response, application.getMimeType(file.getName()));
    out.clear();
    out = pageContext.pushBody();
%>
