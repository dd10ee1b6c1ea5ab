<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ page import="dev.tomthumb.Tomthumb, dev.tomthumb.jsp.DemoPage" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<%
    DemoPage demo = DemoPage.of(application);
    response.setHeader("Content-Security-Policy",
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'");
    response.setHeader("Cache-Control", "no-store");
    pageContext.setAttribute("demo", demo);
%>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tomthumb</title>
<link rel="stylesheet" href="page/page.css">
<script src="page/page.js" defer></script>
</head>
<body>
<header>
  <h1>Tomthumb</h1>
  <p class="lead">On-demand renditions of your originals, with a cache that survives a restart, inside the Tomcat you already run.</p>
  <dl class="facts">
    <div><dt>Status</dt><dd id="status" class="${demo.running ? 'good' : 'bad'}">${demo.running ? 'running' : 'not started'}</dd></div>
    <div><dt>Version</dt><dd>${demo.version}</dd></div>
    <div><dt>Reads</dt><dd>${demo.readable}</dd></div>
    <div><dt>Writes</dt><dd>${demo.writable}</dd></div>
    <div class="wide"><dt>Mounts</dt><dd>${demo.mounts}</dd></div>
    <div class="wide"><dt>Cache</dt><dd>${demo.cache}</dd></div>
  </dl>
</header>

<% if (demo.isShowingSamples()) { %>
<main>
<section aria-labelledby="calls-title">
  <h2 id="calls-title">The first call makes it, the second one has it</h2>
  <div class="calls">
    <figure>
      <t:img src="/photos/landscape.jpg" width="640" id="subject" alt="A lake below mountains, drawn by code"/>
      <figcaption>12 megapixels on S3, asked for at 640 pixels</figcaption>
    </figure>
    <div>
      <table>
        <thead><tr><th scope="col">Call</th><th scope="col">Status</th><th scope="col">X-Cache</th><th scope="col" class="number">Bytes</th><th scope="col" class="number">Time</th></tr></thead>
        <tbody>
          <tr id="call-original"><th scope="row">the original</th><td></td><td></td><td class="number"></td><td class="number"></td></tr>
          <tr id="call-first"><th scope="row">rendition, first call</th><td></td><td></td><td class="number"></td><td class="number"></td></tr>
          <tr id="call-second"><th scope="row">rendition, second call</th><td></td><td></td><td class="number"></td><td class="number"></td></tr>
        </tbody>
      </table>
      <p id="verdict" role="status"></p>
      <button type="button" id="again" data-original="photos/landscape.jpg">Call again</button>
      <p class="note">Each round asks for a rendition nobody has asked for before (a new <code>v=</code>), twice. The browser's own cache is switched off for these calls.</p>
    </div>
  </div>
</section>

<section aria-labelledby="pictures-title">
  <h2 id="pictures-title">Originals and their renditions</h2>
  <p class="note">Left the original as it lies on S3, scaled by the browser; right a rendition 320 pixels wide. Orientation, colour profile and transparency are right in both.</p>
  <ul class="pairs">
  <% for (DemoPage.Sample sample : demo.getSamples()) { pageContext.setAttribute("sample", sample); %>
    <li>
      <div class="pair">
        <img src="${sample.url}" alt="" loading="lazy" class="original">
        <t:img src="${sample.path}" width="320" alt="${sample.title}" loading="lazy"/>
      </div>
      <p><strong>${sample.title}</strong> <span class="note">${sample.note}</span></p>
    </li>
  <% } %>
  </ul>
</section>
</main>
<% } else { %>
<main>
<section>
  <h2>Ask for a picture</h2>
  <p>Put parameters behind the path of an image that a mount or this application owns:</p>
  <pre><code>/photos/cat.jpg?w=320&amp;h=200&amp;fit=cover&amp;fm=webp</code></pre>
  <p>or use imgproxy's URL language:</p>
  <pre><code>/img/insecure/rs:fill:320:200/plain/s3://bucket/cat.jpg@webp</code></pre>
  <p>Settings are listed in <code>docs/settings.md</code>, options in <code>docs/options.md</code>.</p>
</section>
</main>
<% } %>
<footer><p>Apache License 2.0. <a href="tomthumb/health">health</a> · <a href="tomthumb/metrics">metrics</a></p></footer>
</body>
</html>
