/** Trying out what parameters do: controls from the option table, the rendition, and its URLs. */

import { byId, bytes, count, el, say, show } from './dom.js';
import { get, post } from './server.js';

/** After the last touch of a control, so that a slider that is drawn along makes one rendition. */
const PATIENCE = 250;
/** Those at the top; what they take is written nowhere but in the table. */
const FIRST = ['w', 'h', 'fit', 'fm', 'q'];
/** Where a slider ends for what has no end, or one beyond every screen. */
const SENSIBLE = { w: 2000, h: 2000, 'min-w': 2000, 'min-h': 2000, blur: 40, sharp: 10, px: 60, dpr: 4, saturation: 3, contrast: 3, dpi: 600, watermark_shadow: 20 };

export class Playground {
  constructor() {
    this.values = new Map();
    this.controls = [];
    this.timer = 0;
    this.asking = null;
    this.blob = '';
    byId('original').addEventListener('input', () => this.soon());
    byId('find-option').addEventListener('input', () => this.filter());
    byId('reset').addEventListener('click', () => this.reset());
    byId('playground-form').addEventListener('submit', event => { event.preventDefault(); this.render(); });
    document.querySelectorAll('[data-copy]').forEach(button => button.addEventListener('click', () => this.copy(button)));
  }

  /** Builds the controls, the first time it is shown. */
  async open() {
    if (this.controls.length) {
      return;
    }
    const { parameters } = await get('console/options');
    const rank = parameter => (FIRST.includes(parameter.name) ? FIRST.indexOf(parameter.name) : FIRST.length);
    const ordered = parameters.map((parameter, i) => [parameter, i]).sort(([a, i], [b, j]) => rank(a) - rank(b) || i - j);
    this.controls = ordered.map(([parameter]) => this.control(parameter));
    byId('options').replaceChildren(...this.controls.map(control => control.element));
  }

  suggest(originals) {
    const list = byId('originals');
    const known = new Set([...list.options].map(option => option.value));
    const fresh = originals.filter(original => !known.has(original)).slice(0, 50 - known.size);
    list.append(...fresh.map(value => el('option', { value })));
  }

  choose(original) {
    byId('original').value = original;
    this.soon();
  }

  reset() {
    this.values.clear();
    this.controls.forEach(control => control.clear());
    this.soon();
  }

  filter() {
    const text = byId('find-option').value.trim().toLowerCase();
    this.controls.forEach(control => show(control.element, control.words.includes(text)));
  }

  set(name, value) {
    if (value === '') {
      this.values.delete(name);
    } else {
      this.values.set(name, value);
    }
    this.soon();
  }

  control(parameter) {
    const id = 'option-' + parameter.name;
    const input = { words: words, flag: flag, color: text, whole: number, number: number }[parameter.kind] || text;
    const { fields, clear } = input(id, parameter, value => this.set(parameter.name, value));
    const element = el('div', { class: 'option' },
      el('label', { htmlFor: id }, el('code', {}, parameter.name),
        parameter.option === parameter.name ? '' : ' ' + parameter.option.replaceAll(/[_-]/g, ' '), parameter.unsigned ? '' : el('span', { class: 'origin', title: 'Only for signed URLs, or where the ladder is off' }, 'signed')),
      ...fields,
      el('p', { class: 'soft small', id: id + '-help' }, ...prose(parameter.sentence)));
    return { element, clear, words: (parameter.name + ' ' + parameter.option + ' ' + parameter.sentence).toLowerCase() };
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.render(), PATIENCE);
  }

  async render() {
    clearTimeout(this.timer);
    const original = byId('original').value.trim();
    if (this.asking) {
      this.asking.abort();
    }
    const asking = this.asking = new AbortController();
    say(byId('playground-mistake'), '');
    if (original === '') {
      this.clear('Pick an original.');
      return;
    }
    try {
      const parameters = this.values.size ? Object.fromEntries(this.values) : { w: '400' };
      const urls = await post('console/urls', { original, parameters }, asking.signal);
      this.write(urls);
      await this.picture(urls.query || urls.imgproxy, asking.signal);
    } catch (mistake) {
      if (asking === this.asking && mistake.name !== 'AbortError') {
        this.clear('No rendition.');
        say(byId('playground-mistake'), mistake.message);
      }
    }
  }

  write(urls) {
    const whole = url => (url ? new URL(url, location.origin).href : '');
    byId('url-query').value = whole(urls.query);
    byId('url-imgproxy').value = whole(urls.imgproxy);
    byId('url-tag').value = urls.tag;
    byId('playground-notes').replaceChildren(...urls.notes.map(note => el('li', {}, note)));
  }

  async picture(url, signal) {
    if (!url) {
      this.clear('No rendition.');
      return;
    }
    const begun = performance.now();
    const response = await fetch(url, { cache: 'no-store', signal });
    const body = await response.blob();
    const time = performance.now() - begun;
    if (!response.ok) {
      throw new Error(response.status + ': ' + (await body.text()).trim());
    }
    await this.showPicture(body);
    if (signal.aborted) {
      return;
    }
    const image = byId('rendition');
    const facts = [
      ['Bytes', count(body.size) + ' (' + bytes(body.size) + ')'],
      ['Time', Math.round(time) + ' ms'],
      ['X-Cache', response.headers.get('X-Cache') || '–'],
      ['Size', image.naturalWidth + ' × ' + image.naturalHeight],
      ['Type', response.headers.get('Content-Type') || '–'],
    ];
    byId('rendition-facts').replaceChildren(...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  }

  async showPicture(body) {
    const image = byId('rendition');
    const old = this.blob;
    this.blob = URL.createObjectURL(body);
    image.src = this.blob;
    await image.decode().catch(() => { throw new Error('This browser cannot show ' + body.type + '.'); });
    show(image, true);
    show(byId('rendition-empty'), false);
    if (old) {
      URL.revokeObjectURL(old);
    }
  }

  clear(why) {
    show(byId('rendition'), false);
    show(byId('rendition-empty'), true);
    say(byId('rendition-empty'), why);
    byId('rendition-facts').replaceChildren();
    for (const id of ['url-query', 'url-imgproxy', 'url-tag']) {
      byId(id).value = '';
    }
    byId('playground-notes').replaceChildren();
  }

  async copy(button) {
    const field = byId(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand('copy'); // pages without TLS have no clipboard of the newer kind
    }
    say(button, 'Copied');
    setTimeout(() => say(button, 'Copy'), 1500);
  }
}

/** A sentence in Markdown, of which only code is marked. */
function prose(sentence) {
  return sentence.split('`').map((part, i) => (i % 2 ? el('code', {}, part) : part));
}

function words(id, parameter, set) {
  const select = el('select', { id, 'aria-describedby': id + '-help' },
    el('option', { value: '' }, '–'), ...parameter.words.map(word => el('option', { value: word }, word)));
  select.addEventListener('change', () => set(select.value));
  return { fields: [select], clear: () => { select.value = ''; } };
}

function flag(id, parameter, set) {
  const box = el('input', { id, type: 'checkbox', 'aria-describedby': id + '-help' });
  box.addEventListener('change', () => set(box.checked ? '1' : ''));
  return { fields: [box], clear: () => { box.checked = false; } };
}

function text(id, parameter, set) {
  const field = el('input', { id, placeholder: parameter.accepted, title: parameter.accepted, spellcheck: false, autocomplete: 'off', 'aria-describedby': id + '-help' });
  field.addEventListener('input', () => set(field.value.trim()));
  return { fields: [field], clear: () => { field.value = ''; } };
}

/** A slider for a rough idea and a field for the exact number. */
function number(id, parameter, set) {
  const least = parameter.min ?? 0;
  const most = Math.min(parameter.max ?? Infinity, SENSIBLE[parameter.name] ?? 100);
  const step = parameter.kind === 'whole' ? 1 : most - least <= 1 ? 0.01 : 0.1;
  const field = el('input', { id, type: 'number', inputMode: 'decimal', step: parameter.kind === 'whole' ? '1' : 'any', title: parameter.accepted, 'aria-describedby': id + '-help' });
  const slider = el('input', { type: 'range', min: least, max: most, step, value: least, 'aria-label': parameter.name });
  slider.classList.add('unset');
  const mark = value => slider.classList.toggle('unset', value === '');
  field.addEventListener('input', () => { slider.value = field.value || least; mark(field.value); set(field.value); });
  slider.addEventListener('input', () => { field.value = slider.value; mark(slider.value); set(slider.value); });
  return { fields: [slider, field], clear: () => { field.value = ''; slider.value = least; mark(''); } };
}
