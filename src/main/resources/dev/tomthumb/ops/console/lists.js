/** Hottest renditions, slowest originals, last refusals. */

import { byId, bytes, clock, count, el, meter, say, seconds, short } from './dom.js';

function empty(text) {
  return [el('li', { class: 'soft' }, text)];
}

function tryOut(original) {
  return el('a', { href: '#playground', class: 'try', 'data-original': original, 'aria-label': 'Try out ' + original }, 'Try out');
}

export function lists(data) {
  hottest(data.hottest);
  slowest(data.slowest);
  refusals(data.refusals);
}

function hottest({ since, items }) {
  say(byId('hottest-since'), 'Sent most often since ' + clock(since) + '.');
  const most = items.length ? items[0].count : 1;
  byId('hottest').replaceChildren(...(items.length ? items.map(item => el('li', {},
    el('span', { class: 'name' }, item.original),
    el('span', { class: 'soft' }, [item.size, item.format, bytes(item.bytes)].filter(Boolean).join(' · ')),
    meter('Share of the first', item.count / most),
    el('b', {}, (item.error ? '≤ ' : '') + short(item.count) + ' ×'),
    tryOut(item.original)))
    : empty('No picture was sent yet.')));
}

function slowest({ since, items }) {
  say(byId('slowest-since'), 'From the request to the new rendition, waiting included, since ' + clock(since) + '.');
  const most = items.length ? items[0].worst : 1;
  byId('slowest').replaceChildren(...(items.length ? items.map(item => el('li', {},
    el('span', { class: 'name' }, item.original),
    el('span', { class: 'soft' }, count(item.renditions) + (item.renditions === 1 ? ' rendition' : ' renditions, ' + seconds(item.mean) + ' on average')
      + (item.bytes ? ' · ' + bytes(item.bytes) : '')),
    meter('Share of the first', item.worst / most),
    el('b', {}, seconds(item.worst)),
    tryOut(item.original)))
    : empty('No rendition was made yet.')));
}

function refusals(items) {
  byId('refusals').replaceChildren(...(items.length ? items.map(item => el('li', {},
    el('span', { class: 'when' }, clock(item.last) + (item.times > 1 ? ', ' + short(item.times) + ' ×' : '')),
    el('span', { class: 'badge bad' }, item.status + ' ' + item.code),
    el('span', { class: 'sentence' }, item.sentence),
    el('code', {}, item.asked)))
    : empty('Nothing was refused yet.')));
}
