/** Purging and warming, with results one can believe. */

import { byId, count, el, say, show } from './dom.js';
import { post } from './server.js';
import { samples } from './numbers.js';

/** As many items as go with one request while the bar moves on. */
const CHUNK = 200;

const lines = text => text.split('\n').map(line => line.trim()).filter(Boolean);

/** What the lowest tier holds, the others hold as well. */
function held(data) {
  const tiers = samples(data.metrics, 'tomthumb_cache_mappings').filter(({ labels }) => ['heap', 'offheap', 'disk'].includes(labels.tier));
  return tiers.length ? Math.max(...tiers.map(tier => tier.value)) : null;
}

export class PurgeAndWarm {
  /** @param latest the server's last answer; @param refresh asks it now */
  constructor(latest, refresh) {
    this.latest = latest;
    this.refresh = refresh;
    byId('purge-form').addEventListener('submit', event => this.handle(event, 'purge', () => this.purge()));
    byId('warm-form').addEventListener('submit', event => this.handle(event, 'warm', () => this.warm()));
    byId('warm-stop').addEventListener('click', event => this.handle(event, 'warm', () => this.stop()));
    byId('purge-kind').addEventListener('change', () => this.kindChosen());
  }

  allow(mayChange) {
    show(byId('change-hint'), !mayChange);
    for (const id of ['purge-go', 'warm-go', 'warm-stop']) {
      byId(id).disabled = !mayChange;
    }
  }

  kindChosen() {
    byId('purge-items').disabled = byId('purge-kind').value === 'all';
  }

  async handle(event, what, work) {
    event.preventDefault();
    say(byId(what + '-mistake'), '');
    try {
      await work();
    } catch (mistake) {
      say(byId(what + '-mistake'), mistake.message);
    }
    await this.refresh();
  }

  async purge() {
    const kind = byId('purge-kind').value;
    const items = kind === 'all' ? ['*'] : lines(byId('purge-items').value);
    if (items.length === 0) {
      throw new Error('There is no item to purge.');
    }
    if (kind === 'all' && !confirm('Forget every rendition?')) {
      return;
    }
    const bar = byId('purge-progress');
    show(bar, true);
    byId('purge-go').disabled = true;
    const done = [];
    const before = held(this.latest());
    try {
      for (let at = 0; at < items.length; at += CHUNK) {
        bar.value = at / items.length;
        const part = items.slice(at, at + CHUNK);
        done.push(...(await post('purge', kind === 'all' ? { all: true } : { [kind]: part })).purged);
      }
      bar.value = 1;
    } finally {
      byId('purge-go').disabled = false;
      await this.refresh();
      this.purged(done, items.length, before, held(this.latest()));
    }
  }

  purged(done, asked, before, after) {
    const found = done.reduce((sum, item) => sum + item.found, 0);
    const kept = before === null || after === null ? '' : ' The cache held ' + count(before) + ' before and holds ' + count(after) + ' now.';
    say(byId('purge-result'), count(found) + (found === 1 ? ' rendition' : ' renditions') + ' forgotten by '
      + count(done.length) + ' of ' + count(asked) + (asked === 1 ? ' item.' : ' items.') + kept);
    show(byId('purge-table'), done.length > 0);
    byId('purge-table').tBodies[0].replaceChildren(...done.slice(0, 500).map(item => el('tr', {},
      el('td', { class: 'name' }, item.item), el('td', {}, item.kind), el('td', { class: 'number' }, count(item.found)))));
  }

  async warm() {
    const text = byId('warm-urls').value;
    if (lines(text).length === 0) {
      throw new Error('There is no URL to warm.');
    }
    const answer = await post('warm', text);
    say(byId('warm-result'), count(answer.added) + ' of ' + count(answer.lines) + (answer.lines === 1 ? ' line' : ' lines') + ' will be warmed'
      + (answer.passed ? ', ' + count(answer.passed) + ' are about no picture' : '')
      + (answer.wrong ? ', ' + count(answer.wrong) + ' are not understood' : '')
      + (answer.leftOut ? ', ' + count(answer.leftOut) + ' are too many' : '') + '.');
  }

  async stop() {
    await post('warm/stop', {});
    say(byId('warm-result'), 'Stopped; what was left to do is forgotten.');
  }

  /** How far warming has come. */
  draw({ warming }) {
    const bar = byId('warm-progress');
    bar.max = Math.max(1, warming.urls);
    bar.value = warming.done;
    say(byId('warm-label'), warming.urls === 0 ? 'Nothing to do'
      : count(warming.done) + ' of ' + count(warming.urls) + ' URLs' + (warming.working ? '' : ', done'));
    const facts = [['Made', warming.made], ['There already', warming.there], ['Refused', warming.refused], ['Again after a purge', warming.again]];
    byId('warm-facts').replaceChildren(...facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, count(value)))));
    byId('warm-reasons').replaceChildren(...warming.reasons.map(reason => el('li', {}, el('span', { class: 'sentence' }, reason))));
  }
}
