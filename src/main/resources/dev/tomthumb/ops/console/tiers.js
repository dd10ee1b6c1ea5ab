/** Tiles, tiers, gauges and sources of the overview: how things stand now. */

import { byId, bytes, count, el, meter, percent, rate, say, seconds, short, show } from './dom.js';
import { buckets, difference, percentile, ratio, samples, total } from './numbers.js';
import { SMOOTH } from './charts.js';

const TIER_NAMES = { cache: 'All tiers', heap: 'Heap', offheap: 'Off-heap', disk: 'Disk' };

export function tiles(ring, data) {
  const now = ring.last;
  const lately = ring.items.length > 1 ? difference(ring.before(ring.items.length - 1, SMOOTH), now) : null;
  const seen = lately && lately.seconds > 0;
  say(byId('tile-rate'), seen ? rate(total(lately.results) / lately.seconds) : '–');
  say(byId('tile-rate-note'), short(total(now.results)) + ' since the start');
  const all = ratio(now.results);
  const last = lately && ratio(lately.results);
  say(byId('tile-ratio'), last !== null ? percent(last) : all === null ? '–' : percent(all));
  say(byId('tile-ratio-note'), all === null ? 'no picture yet' : percent(all) + ' since the start');
  const p95 = seen ? percentile(buckets(lately.times, ''), now.le, 0.95) : null;
  const p95All = percentile(buckets(now.times, ''), now.le, 0.95);
  say(byId('tile-p95'), p95 === null ? '–' : seconds(p95));
  say(byId('tile-p95-note'), p95All === null ? '' : seconds(p95All) + ' since the start');
  say(byId('tile-errors'), seen ? rate(lately.results.error / lately.seconds) : '–');
  say(byId('tile-errors-note'), short(now.results.error) + ' since the start');
  say(byId('tile-saved'), bytes(now.saved));
  const wouldBe = now.sent + now.saved;
  say(byId('tile-saved-note'), wouldBe === 0 ? '' : percent(now.saved / wouldBe) + ' fewer bytes');
  say(byId('tile-queue'), count(now.queue));
  say(byId('tile-queue-note'), 'of ' + count(data.limits.queue) + ' that may wait');
}

/** `{tier: {hits: 1, …}}` of all the metrics that tell of tiers. */
function statistics(metrics) {
  const tiers = {};
  for (const family of Object.keys(metrics).filter(name => name.startsWith('tomthumb_cache_'))) {
    const name = family.replace(/^tomthumb_cache_/, '').replace(/_total$/, '');
    for (const { labels, value } of samples(metrics, family)) {
      if (labels.tier) {
        (tiers[labels.tier] ||= {})[name] = value;
      }
    }
  }
  return tiers;
}

/** From the fastest to the slowest, all of them together first. */
function rank(tier) {
  const place = Object.keys(TIER_NAMES).indexOf(tier);
  return place < 0 ? Object.keys(TIER_NAMES).length : place;
}

function name(tier) {
  const [, group, part] = /^(?:(.*)[.:/ -])?([a-z]+)$/i.exec(tier) || [null, null, tier];
  return (group ? group + ' ' : '') + (TIER_NAMES[part] || part);
}

const share = (used, most) => (most > 0 ? Math.min(1, used / most) : 0);

function occupied(tier, stats) {
  const used = stats.occupied_bytes;
  const room = stats.capacity_bytes || stats.allocated_bytes;
  if (used === undefined || used < 0) {
    return el('td', {}, '–');
  }
  return el('td', { class: 'occupied' },
    room > 0 ? meter(name(tier) + ' occupied', share(used, room)) : '',
    el('span', {}, bytes(used) + (room > 0 ? ' of ' + bytes(room) : '')));
}

const number = value => el('td', { class: 'number' }, value === undefined || value < 0 ? '–' : short(value));

export function tiers(data) {
  const all = statistics(data.metrics);
  say(byId('cache-text'), data.cache);
  const order = ([one], [other]) => rank(one) - rank(other);
  const rows = Object.entries(all).sort(order).map(([tier, stats]) => el('tr', { id: 'tier-' + tier },
    el('th', { scope: 'row' }, name(tier)), occupied(tier, stats), number(stats.mappings),
    number(stats.hits), number(stats.misses), number(stats.evictions)));
  byId('tiers').tBodies[0].replaceChildren(...rows);
  const disks = Object.entries(all).filter(([, stats]) => stats.serving !== undefined);
  byId('disk').replaceChildren(...disks.flatMap(([tier, stats]) => diskFacts(name(tier), stats)));
}

function fact(label, text, mood = '') {
  return el('div', {}, el('dt', {}, label), el('dd', { class: mood }, text));
}

function diskFacts(tier, stats) {
  const faults = (stats.damaged || 0) + (stats.io_failures || 0);
  return [
    fact(tier, stats.serving === 1 ? 'serves' : 'is off: full, broken or held elsewhere', stats.serving === 1 ? 'good' : 'bad'),
    fact('Damaged or failed', count(faults), faults ? 'bad' : ''),
    fact('Not stored', count(stats.dropped || 0), stats.dropped ? 'warm' : ''),
    fact('Waits to be compacted', bytes(stats.dead_bytes || 0)),
    fact('Written', bytes(stats.written_bytes || 0)),
    fact('Opened in', seconds((stats.recovery_millis || 0) / 1000) + ', ' + count(stats.recovered_entries || 0) + ' found'),
  ];
}

function gauge(label, used, most, format) {
  return el('div', { class: 'gauge' }, el('span', {}, label), meter(label, share(used, most)),
    el('span', { class: 'number' }, format(used) + ' of ' + format(most)));
}

export function room(ring, data) {
  const { limits } = data;
  const now = ring.last;
  byId('gauges').replaceChildren(
    gauge('Render memory', now.memory, limits.renderMemory, bytes),
    gauge('Queue', now.queue, limits.queue, count),
    gauge('Java heap', limits.heapUsed, limits.heap, bytes));
  const rows = samples(data.metrics, 'tomthumb_source_fetches_total').map(({ labels, value }) => el('tr', {},
    el('td', {}, labels.scheme),
    el('td', { class: ['fetched', 'unchanged'].includes(labels.outcome) ? '' : 'bad' }, labels.outcome),
    number(value)));
  byId('sources').tBodies[0].replaceChildren(...(rows.length ? rows
    : [el('tr', {}, el('td', { colSpan: 3, class: 'soft' }, 'None was asked for yet.'))]));
}

export function lacks(data) {
  const list = byId('lacks');
  show(list, data.lacks.length > 0);
  list.replaceChildren(...data.lacks.map(text => el('li', {}, text)));
}
