/** What the server's counters mean. Pure functions: no page, no request. */

export const RESULTS = ['hit', 'refreshhit', 'stalehit', 'miss', 'bypass', 'error'];

/** `a="b",c="d"` as an object. */
export function labels(text) {
  const found = {};
  for (const [, name, value] of text.matchAll(/([a-zA-Z_]+)="((?:[^"\\]|\\.)*)"/g)) {
    found[name] = value.replace(/\\(.)/g, (all, escaped) => (escaped === 'n' ? '\n' : escaped));
  }
  return found;
}

/** Samples of a family: `[{labels, value}]`. */
export function samples(metrics, family) {
  return Object.entries(metrics[family] || {}).map(([text, value]) => ({ labels: labels(text), value }));
}

/** One number that has no labels. */
export function single(metrics, family) {
  const value = (metrics[family] || {})[''];
  return typeof value === 'number' ? value : 0;
}

/** Everything that is charted, of one answer of the server. */
export function reading(data) {
  const metrics = data.metrics;
  const results = Object.fromEntries(RESULTS.map(result => [result, 0]));
  for (const { labels: { result }, value } of samples(metrics, 'tomthumb_responses_total')) {
    results[result] = (results[result] || 0) + value;
  }
  const sent = samples(metrics, 'tomthumb_response_bytes_total').reduce((sum, sample) => sum + sample.value, 0);
  const times = {};
  let le = [];
  for (const { labels: { result }, value } of samples(metrics, 'tomthumb_response_seconds')) {
    times[result] = value.buckets;
    le = value.le;
  }
  return {
    at: data.at,
    results,
    sent,
    saved: single(metrics, 'tomthumb_saved_bytes_total'),
    times,
    le,
    queue: single(metrics, 'tomthumb_queue_waiting'),
    workers: single(metrics, 'tomthumb_workers_busy'),
    memory: single(metrics, 'tomthumb_render_memory_used_bytes'),
    memoryWaiting: single(metrics, 'tomthumb_render_memory_waiting'),
  };
}

export const total = results => Object.values(results).reduce((sum, value) => sum + value, 0);

/** Hits of hits and misses, as JMX tells it; null before the first. */
export function ratio(results) {
  const looked = results.hit + results.miss;
  return looked === 0 ? null : results.hit / looked;
}

/** Whether the server has begun to count anew between two readings. */
const restarted = (before, now) => total(now.results) < total(before.results) || now.at <= before.at;

/** What has come between two readings; null if the server was started anew. */
export function difference(before, now) {
  if (restarted(before, now)) {
    return null;
  }
  const results = {};
  for (const result of Object.keys(now.results)) {
    results[result] = now.results[result] - (before.results[result] || 0);
  }
  const times = {};
  for (const result of Object.keys(now.times)) {
    const old = before.times[result];
    times[result] = now.times[result].map((value, i) => value - (old ? old[i] : 0));
  }
  return {
    seconds: (now.at - before.at) / 1000,
    results,
    times,
    le: now.le,
    sent: now.sent - before.sent,
    saved: now.saved - before.saved,
  };
}

/** The buckets of all results, or of one, added up. */
export function buckets(times, result) {
  const chosen = result ? [times[result] || []] : Object.values(times);
  const sum = [];
  for (const one of chosen) {
    one.forEach((value, i) => { sum[i] = (sum[i] || 0) + value; });
  }
  return sum;
}

/**
 * The time that a share of all answers took at most, in seconds, linear within a bucket; null if there was none. What lies
 * beyond the last bound is told as that bound.
 */
export function percentile(cumulative, le, share) {
  const all = cumulative.length ? cumulative[cumulative.length - 1] : 0;
  if (all <= 0) {
    return null;
  }
  const rank = all * share;
  const index = cumulative.findIndex(value => value >= rank);
  const bounds = le.map(Number);
  const low = index === 0 ? 0 : bounds[index - 1];
  if (!Number.isFinite(bounds[index])) {
    return low;
  }
  const below = index === 0 ? 0 : cumulative[index - 1];
  return low + (bounds[index] - low) * ((rank - below) / (cumulative[index] - below));
}

/** The last readings, a fixed number of them. */
export class Ring {
  constructor(capacity) {
    this.capacity = capacity;
    this.items = [];
  }

  push(item) {
    this.items.push(item);
    if (this.items.length > this.capacity) {
      this.items.shift();
    }
  }

  get last() {
    return this.items[this.items.length - 1];
  }

  /** The newest that is at least so many seconds older than the one at an index, or the oldest there is. */
  before(index, age) {
    let i = index - 1;
    while (i > 0 && this.items[index].at - this.items[i].at < age * 1000) {
      i -= 1;
    }
    return i >= 0 ? this.items[i] : null;
  }

  clear() {
    this.items = [];
  }
}
