<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<!DOCTYPE html>
<html><body>
<p id="plain"><t:img src="/pictures/wide.jpg" width="320" alt="Wide"/></p>
<p id="turned"><t:img src="/pictures/turned.jpg" width="120" alt="Turned"/></p>
<p id="cover"><t:img src="/pictures/wide.jpg" width="100" height="100" fit="cover" alt=""/></p>
<p id="small"><t:img src="/pictures/small.png" width="400" alt=""/></p>
<p id="steps"><t:img src="/pictures/wide.jpg" sizes="50vw" alt=""/></p>
<p id="widths"><t:img src="/pictures/wide.jpg" widths="160 320" sizes="50vw" alt=""/></p>
<p id="color"><t:img src="/pictures/wide.jpg" width="64" placeholder="color" alt=""/></p>
<p id="tiny"><t:img src="/pictures/wide.jpg" width="64" placeholder="tiny" alt=""/></p>
<p id="blurhash"><t:img src="/pictures/wide.jpg" width="64" placeholder="blurhash" alt=""/></p>
<p id="thumbhash"><t:img src="/pictures/wide.jpg" width="64" placeholder="thumbhash" alt=""/></p>
<p id="korean"><t:img src="/pictures/한국어 사진.jpg" width="64" alt="한국어"/></p>
<p id="missing"><t:img src="/pictures/none.jpg" width="64" alt="Not there"/></p>
<p id="script"><t:img src="${param.src}" width="64" alt=""/></p>
<p id="escaped"><t:img src="/pictures/wide.jpg" width="64" alt="<b>&quot;" data-x='"><i>'/></p>
<p id="tags"><t:img src="/pictures/wide.jpg" width="64" tags="news front" expires="1h" alt=""/></p>
<p id="no-alt"><t:img src="/pictures/wide.jpg" width="80"/></p>
<p id="picture"><t:picture src="/pictures/wide.jpg" width="320" formats="webp" alt="Wide">
  <t:source media="(max-width: 600px)" width="100" height="100" fit="cover"/>
</t:picture></p>
<p id="url"><t:url src="/pictures/wide.jpg" width="640"/></p>
<t:url src="/pictures/wide.jpg" width="128" var="address" scope="request"/>
<p id="var">${requestScope.address}</p>
<p id="function">${t:url('/pictures/wide.jpg', 'width=64 height=64;fit=cover')}</p>
<p id="srcset">${t:srcset('/pictures/wide.jpg', '', '160 320')}</p>
<p id="sides">${t:width('/pictures/wide.jpg', 'width=320')}x${t:height('/pictures/wide.jpg', 'width=320')}</p>
</body></html>
