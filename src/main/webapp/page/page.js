'use strict';

(function () {
  const button = document.getElementById('again');
  if (!button) {
    return;
  }
  const subject = document.getElementById('subject');
  const verdict = document.getElementById('verdict');

  async function call(url) {
    const start = performance.now();
    const response = await fetch(url, { cache: 'no-store' });
    const body = await response.arrayBuffer();
    return {
      status: response.status,
      result: response.headers.get('X-Cache') || '',
      bytes: body.byteLength,
      time: performance.now() - start,
    };
  }

  function show(row, answer) {
    const cells = document.getElementById(row).cells;
    cells[1].textContent = String(answer.status);
    cells[2].textContent = answer.result;
    cells[3].textContent = answer.bytes.toLocaleString('en');
    cells[4].textContent = answer.time.toFixed(1) + ' ms';
  }

  async function round() {
    button.disabled = true;
    verdict.textContent = 'calling…';
    try {
      const original = await call(button.dataset.original);
      show('call-original', original);
      const rendition = new URL(subject.src);
      rendition.searchParams.set('v', Date.now().toString(36));
      const first = await call(rendition);
      show('call-first', first);
      const second = await call(rendition);
      show('call-second', second);
      verdict.textContent =
        (original.bytes / second.bytes).toFixed(0) + ' times fewer bytes than the original; the second call took ' +
        (first.time / second.time).toFixed(0) + ' times less time than the first.';
    } catch (failure) {
      verdict.textContent = 'The call failed: ' + failure.message;
    } finally {
      button.disabled = false;
    }
  }

  button.addEventListener('click', round);
  round();
})();
