<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ page import="dev.tomthumb.jsp.DemoPage" %>
<%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %>
<%
    DemoPage demo = DemoPage.of(application);
    response.setHeader("Content-Security-Policy",
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    pageContext.setAttribute("demo", demo);
%>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Tomthumb</title>
<link rel="icon" href="page/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="page/page.css">
<script src="page/page.js" defer></script>
</head>
<body>
<header>
  <img src="page/icon.svg" alt="" width="56" height="56" class="mark">
  <div>
    <h1>Tomthumb</h1>
    <p class="lead">Your originals, at the size each page needs: made on demand, kept on disk, served by the Tomcat you already run.</p>
  </div>
  <p id="status" class="status ${demo.running ? 'good' : 'bad'}">${demo.running ? 'Running' : 'Not started'}</p>
</header>
<main>

<% if (!demo.isRunning()) { %>
<section>
  <h2>It has not started</h2>
  <p>The reason is in the log of this web application, at the level SEVERE. Mistakes in the settings are listed there all at once, each with what is accepted. Correct them and start the application again.</p>
  <p>Until then pictures are served as they are, without renditions.</p>
</section>

<% } else if (!demo.isShowingSamples()) { %>
<section>
  <h2>Ask for a picture</h2>
  <p>Put parameters behind the path of a picture. The path belongs to a mount (the setting <code>tomthumb.mounts</code>) or to a file of this web application.</p>
  <pre><code>/photos/cat.jpg?w=320&amp;h=200&amp;fit=cover&amp;fm=webp</code></pre>
  <p>Or speak imgproxy’s language, for a bucket that a mount or the setting <code>tomthumb.s3.buckets</code> names:</p>
  <pre><code>/img/insecure/rs:fill:320:200/plain/s3://bucket/cat.jpg@webp</code></pre>
  <p>A header of the answer tells where it came from: <code>X-Cache: Miss from tomthumb</code> when it was made just now, <code>Hit from tomthumb</code> when it was in the cache.</p>
  <p>There are no sample pictures here; <code>./mvnw -Pdemo</code> shows this page with them.</p>
</section>

<% } else { %>
<section aria-labelledby="calls-title">
  <h2 id="calls-title">The first call makes it. The second one has it.</h2>
  <div class="duo">
    <figure>
      <div class="well"><img src="photos/landscape.jpg" alt="A mountain lake in the morning, the original" id="original"></div>
      <figcaption><strong>The original</strong> <span>4000 × 3000 pixels, on an S3 server</span></figcaption>
    </figure>
    <figure>
      <div class="well"><t:img src="/photos/landscape.jpg" width="640" densities="none" loading="eager" alt="The same lake, a rendition" id="subject" class="rendition"/></div>
      <figcaption><strong>Its rendition</strong> <span id="subject-size">made by this server</span></figcaption>
    </figure>
  </div>

  <div class="panel">
    <div class="controls">
      <label>Width
        <select id="width">
          <option>160</option>
          <option>320</option>
          <option selected>640</option>
          <option>1280</option>
        </select>
      </label>
      <label>Format
        <select id="format">
          <option value="">JPEG, as the original</option>
          <option value="webp">WebP</option>
          <option value="png">PNG</option>
        </select>
      </label>
      <button type="button" id="again" data-original="photos/landscape.jpg">Call again</button>
      <code id="url" class="url"></code>
    </div>
    <table>
      <thead>
        <tr><th scope="col">Call</th><th scope="col">Status</th><th scope="col">X-Cache</th><th scope="col" class="number">Bytes</th><th scope="col" class="number">Time</th></tr>
      </thead>
      <tbody>
        <tr id="call-original"><th scope="row">Original</th><td></td><td></td><td class="number"></td><td class="number"></td></tr>
        <tr id="call-first"><th scope="row">Rendition, first call</th><td></td><td></td><td class="number"></td><td class="number"></td></tr>
        <tr id="call-second"><th scope="row">Rendition, second call</th><td></td><td></td><td class="number"></td><td class="number"></td></tr>
      </tbody>
    </table>
    <p id="verdict" class="verdict" role="status"></p>
    <noscript><p>Calls are made and timed by a script, which is switched off in this browser. The pictures work without it.</p></noscript>
    <p class="note">Each round asks twice for a rendition that nobody has asked for before: a new <code>v=</code> makes it new. The browser’s own cache is kept out of these calls. In the cache renditions survive a restart of Tomcat.</p>
  </div>
</section>

<section aria-labelledby="languages-title">
  <h2 id="languages-title">Two ways to ask</h2>
  <p class="note">Parameters behind a path you already have, or imgproxy’s URLs. What means the same is one entry in the cache.</p>
  <ul class="ways">
    <li>
      <t:img src="/photos/portrait.jpg" width="320" height="320" fit="cover" alt="A lighthouse, cut to a square" class="rendition" loading="lazy"/>
      <div><strong>Cut to a square</strong> <code class="url">/photos/portrait.jpg?w=320&amp;h=320&amp;fit=cover</code></div>
    </li>
    <li>
      <img src="photos/portrait.jpg?w=320&amp;h=320&amp;fit=cover&amp;fp-x=0.55&amp;fp-y=0.25" alt="The lighthouse’s lamp, in focus" class="rendition" width="320" height="320" loading="lazy">
      <div><strong>Cut around what matters</strong> <code class="url">/photos/portrait.jpg?w=320&amp;h=320&amp;fit=cover&amp;fp-x=0.55&amp;fp-y=0.25</code></div>
    </li>
    <li>
      <img src="img/insecure/rs:fill:320:320/g:so/plain/s3://originals/portrait.jpg@webp" alt="The lower part of the lighthouse, as WebP" class="rendition" width="320" height="320" loading="lazy">
      <div><strong>In imgproxy’s language</strong> <code class="url">/img/insecure/rs:fill:320:320/g:so/plain/s3://originals/portrait.jpg@webp</code></div>
    </li>
    <li class="tag">
      <pre><code>&lt;%@ taglib prefix="t" uri="https://tomthumb.dev/tags" %&gt;

&lt;t:img src="/photos/portrait.jpg"
       width="320" height="320" fit="cover"
       alt="A lighthouse"/&gt;</code></pre>
      <div><strong>In your JSPs</strong> <span class="note">This page is one: the tag writes the URL, and signs it where a key is set.</span></div>
    </li>
  </ul>
</section>

<section aria-labelledby="options-title">
  <h2 id="options-title">More than sizes</h2>
  <p class="note">All of imgproxy’s options, those it sells among them; <code>docs/options.md</code> has a picture of each.</p>
  <ul class="ways">
    <li>
      <img src="img/insecure/rs:fill:320:320/wm:0.9:so:0:12/wmt:wqkgVG9tdGh1bWI:24:ffffff/plain/s3://originals/landscape-progressive.jpg" alt="A lake with a line of text on it" class="rendition" width="320" height="320" loading="lazy">
      <div><strong>Signed with a text</strong> <code class="url">/img/insecure/rs:fill:320:320/wm:0.9:so:0:12/wmt:wqkgVG9tdGh1bWI:24:ffffff/plain/s3://originals/landscape-progressive.jpg</code></div>
    </li>
    <li>
      <img src="img/insecure/rs:fill:320:320/dt:1:102060:ffe0a0/plain/s3://originals/landscape-progressive.jpg" alt="The lake in blue and sand" class="rendition" width="320" height="320" loading="lazy">
      <div><strong>Two colours</strong> <code class="url">/img/insecure/rs:fill:320:320/dt:1:102060:ffe0a0/plain/s3://originals/landscape-progressive.jpg</code></div>
    </li>
    <li>
      <img src="img/insecure/rt:fill/s:300:300/-/pd:10/bg:f4efe6/-/rot:90/plain/s3://originals/landscape-progressive.jpg" alt="The lake in a frame, turned" class="rendition" width="320" height="320" loading="lazy">
      <div><strong>One step after the other</strong> <code class="url">/img/insecure/rt:fill/s:300:300/-/pd:10/bg:f4efe6/-/rot:90/plain/s3://originals/landscape-progressive.jpg</code></div>
    </li>
    <li>
      <img src="img/insecure/rs:fill:160:160/plain/s3://originals/animated.gif@webp" alt="A ball that rolls" class="rendition" width="160" height="160" loading="lazy">
      <div><strong>From GIF to WebP, and it still moves</strong> <code class="url">/img/insecure/rs:fill:160:160/plain/s3://originals/animated.gif@webp</code></div>
    </li>
  </ul>
</section>

<section aria-labelledby="pictures-title">
  <h2 id="pictures-title">Whatever you have</h2>
  <p class="note">On the left the original, scaled by your browser. On the right its rendition, 320 pixels wide. They look the same: turned upright, with the right colours and transparency.</p>
  <ul class="pairs">
  <% for (DemoPage.Sample sample : demo.getSamples()) { pageContext.setAttribute("sample", sample); %>
    <li>
      <div class="pair">
        <% if (sample.isShownByBrowsers()) { %>
        <img src="${sample.url}" alt="" loading="lazy" class="original">
        <% } else { %>
        <p class="cannot">Browsers cannot show this file.</p>
        <% } %>
        <t:img src="${sample.path}" width="320" alt="${sample.title}" loading="lazy" class="rendition"/>
      </div>
      <div class="caption"><strong>${sample.title}</strong> <span class="note">${sample.note}</span> <span class="weight"></span></div>
    </li>
  <% } %>
  </ul>
</section>

<section aria-labelledby="server-title">
  <h2 id="server-title">This server</h2>
  <dl class="facts">
    <div><dt>Version</dt><dd>${demo.version}</dd></div>
    <div><dt>Reads</dt><dd>${demo.readable}</dd></div>
    <div><dt>Writes</dt><dd>${demo.writable}</dd></div>
    <div class="wide"><dt>Mounts</dt><dd>${demo.mounts}</dd></div>
    <% if (demo.isShowingSamples()) { %><div class="wide"><dt>Cache</dt><dd>${demo.cache}</dd></div><% } %>
  </dl>
  <p>For operators: <a href="tomthumb/health">health</a> and <a href="tomthumb/metrics">metrics</a>, for this machine only unless a token is set.</p>
</section>
<% } %>
</main>
<footer><p>Tomthumb is free software under the Apache License 2.0. All pictures on this page were drawn by its own code.</p></footer>
</body>
</html>
