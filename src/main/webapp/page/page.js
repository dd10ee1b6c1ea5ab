'use strict';

(function () {
  const button = document.getElementById('again');
  if (!button) {
    return;
  }
  const subject = document.getElementById('subject');
  const subjectSize = document.getElementById('subject-size');
  const verdict = document.getElementById('verdict');
  const width = document.getElementById('width');
  const format = document.getElementById('format');
  const path = new URL(subject.src);
  let rounds = 0;

  function renditionUrl() {
    const url = new URL(path);
    url.searchParams.set('w', width.value);
    if (format.value) {
      url.searchParams.set('fm', format.value);
    }
    url.searchParams.set('v', Date.now().toString(36) + (rounds += 1));
    return url;
  }

  async function call(url) {
    const start = performance.now();
    const response = await fetch(url, { cache: 'no-store' });
    const body = await response.arrayBuffer();
    return {
      status: response.status,
      result: response.headers.get('X-Cache') || '',
      type: response.headers.get('Content-Type') || '',
      bytes: body.byteLength,
      time: performance.now() - start,
    };
  }

  function size(bytes) {
    return bytes < 1e6 ? Math.max(1, Math.round(bytes / 1e3)) + ' kB' : (bytes / 1e6).toFixed(1) + ' MB';
  }

  function times(factor) {
    return factor >= 10 ? factor.toFixed(0) : factor.toFixed(1);
  }

  function badge(text) {
    const element = document.createElement('span');
    element.className = 'badge ' + text.split(' ')[0].toLowerCase();
    element.textContent = text;
    return element;
  }

  function bar(share) {
    const element = document.createElement('span');
    element.className = 'bar';
    element.style.width = (100 * share).toFixed(1) + '%';
    return element;
  }

  function show(row, answer, most) {
    const cells = document.getElementById(row).cells;
    cells[1].textContent = String(answer.status);
    cells[2].replaceChildren(badge(answer.result));
    cells[3].replaceChildren(answer.bytes.toLocaleString('en'), bar(answer.bytes / most.bytes));
    cells[4].replaceChildren(answer.time.toFixed(answer.time < 100 ? 1 : 0) + ' ms', bar(answer.time / most.time));
  }

  async function round() {
    button.disabled = true;
    verdict.textContent = 'Calling …';
    try {
      const url = renditionUrl();
      document.getElementById('url').textContent = url.pathname + url.search;
      const original = await call(button.dataset.original);
      const first = await call(url);
      const second = await call(url);
      const most = {
        bytes: Math.max(original.bytes, first.bytes, second.bytes),
        time: Math.max(original.time, first.time, second.time),
      };
      show('call-original', original, most);
      show('call-first', first, most);
      show('call-second', second, most);
      if (first.status !== 200 || second.status !== 200) {
        verdict.textContent = 'No rendition: the answer was ' + first.status + '.';
        return;
      }
      verdict.textContent =
        times(original.bytes / second.bytes) + ' times fewer bytes than the original. ' +
        times(first.time / second.time) + ' times faster the second time.';
      subject.src = url;
      await subject.decode();
      subjectSize.textContent =
        subject.naturalWidth + ' × ' + subject.naturalHeight + ' pixels, ' +
        second.type.replace('image/', '').toUpperCase() + ', ' + size(second.bytes);
    } catch (failure) {
      verdict.textContent = 'The call failed: ' + failure.message;
    } finally {
      button.disabled = false;
    }
  }

  function loadedBytes(image) {
    const entry = performance.getEntriesByName(image.currentSrc)[0];
    return entry ? entry.encodedBodySize : 0;
  }

  /* Says under a pair what its two pictures weigh, once both are there. */
  function weigh(pair) {
    const rendition = pair.querySelector('img.rendition');
    const original = pair.querySelector('img.original');
    const images = original ? [original, rendition] : [rendition];
    if (!images.every((image) => image.complete && image.naturalWidth > 0)) {
      return;
    }
    const sizes = images.map(loadedBytes);
    if (sizes.every((bytes) => bytes > 0)) {
      pair.querySelector('.weight').textContent = sizes.map(size).join(' → ');
    }
  }

  function start() {
    for (const pair of document.querySelectorAll('.pairs li')) {
      for (const image of pair.querySelectorAll('img')) {
        image.addEventListener('load', () => weigh(pair));
      }
      weigh(pair);
    }
    button.addEventListener('click', round);
    round();
  }

  /* After the page's own pictures, or their making would be timed too. */
  if (document.readyState === 'complete') {
    start();
  } else {
    window.addEventListener('load', start);
  }
})();
