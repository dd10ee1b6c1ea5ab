<%@ page contentType="text/html; charset=ISO-8859-1" import="com.oldshop.*" %>
<% Product product = Catalog.find(application, request.getParameter("id")); %>
<td width="25%" align="center" valign="top" class="item">
<a href="<%= request.getContextPath() %>/product.jsp?id=<%= product.getId() %>">
<img src="<%= request.getContextPath() %>/pictures/<%= Catalog.encode(product.getFile()) %>" width="150" border="0" alt="<%= Catalog.escape(product.getName()) %>">
</a><br>
<b><%= Catalog.escape(product.getName()) %></b><br>
<span class="price">&euro; <%= product.getPrice() %></span>
</td>
