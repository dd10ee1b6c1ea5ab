<%@ page contentType="text/html; charset=ISO-8859-1" pageEncoding="ISO-8859-1" %>
<%
    String root = request.getContextPath();
    Integer visits = (Integer) session.getAttribute("visits");
    session.setAttribute("visits", new Integer(visits == null ? 1 : visits.intValue() + 1));
%>
<table width="760" border="0" cellspacing="0" cellpadding="0" align="center" class="top">
<tr>
<td width="70"><a href="<%= root %>/"><img src="<%= root %>/img/logo.gif" width="56" height="56" border="0" alt="Rosenhof"></a></td>
<td><span class="name">T&ouml;pferei Rosenhof</span><br><span class="motto">jugs, bowls &amp; vases since 1998 &middot; caf&eacute; in the yard</span></td>
<td align="right" class="links">
<a href="<%= root %>/">Shop</a> | <a href="<%= root %>/kr/">Korea</a> | <a href="<%= root %>/search.jsp">Search</a> |
<a href="<%= root %>/guests.jsp">Guests</a> | <a href="<%= root %>/about.html">About</a> | <a href="<%= root %>/members/prices.jsp">Members</a>
</td>
</tr>
</table>
