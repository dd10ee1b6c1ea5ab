<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" %>
<%@ taglib prefix="fn" uri="http://java.sun.com/jsp/jstl/functions" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<!DOCTYPE html>
<html lang="en">
<head>
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Töpferei Rosenhof, done anew</title>
<style>
body { margin: 0 16px; font-family: sans-serif; background: #f3ead8; color: #332a22; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 16px; }
img { max-width: 100%; height: auto; }
img.hero { display: block; width: calc(50vw - 16px); }
@media (max-width: 600px) { img.hero { width: calc(100vw - 32px); } }
</style>
</head>
<body>
<h1>Töpferei Rosenhof</h1>
<p><t:img src="/pictures/moss_bowl.jpg" sizes="(max-width: 600px) calc(100vw - 32px), calc(50vw - 16px)" alt="Moss bowl" class="hero" loading="eager"/></p>
<main>
<p><t:img src="/pictures/blue vase.jpg" width="280" alt="Blue vase" placeholder="color"/></p>
<p><t:img src="/pictures/달항아리.jpg" width="280" height="280" fit="cover" alt="달항아리" placeholder="tiny"/></p>
<p><t:img src="/pictures/옹기.jpg" widths="160 320 480" sizes="280px" alt="옹기"/></p>
<p><t:picture src="/pictures/청자 매병.jpg" width="280" alt="청자 &quot;매병&quot;"/></p>
<p><t:img src="/pictures/sugar+cream.jpg" height="200" alt="Sugar &amp; cream"/></p>
<p><t:img src="/pictures/sea_vase.png" width="280" alt="Sea vase"/></p>
<p><t:img src="/uploads/할머니의 그릇.jpg" width="280" height="210" fit="cover" alt="할머니의 그릇"/></p>
<p><t:img src="/image.jsp?id=13" width="280" height="280" alt="Made by a page"/></p>
</main>
<p><a href="${fn:escapeXml(t:url('/pictures/술병 (작은).jpg', 'width=640'))}">술병</a></p>
</body>
</html>
