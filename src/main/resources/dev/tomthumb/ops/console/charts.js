/** The charts of the overview. What they draw stands below each as text too. */

import { byId, bytes, el, percent, rate, say, seconds } from './dom.js';
import { buckets, difference, percentile, ratio, RESULTS } from './numbers.js';

const NAMES = {
  hit: 'Hit', refreshhit: 'RefreshHit', stalehit: 'StaleHit', miss: 'Miss', bypass: 'Bypass', error: 'Error',
};
/** Seconds over which shares and percentiles are taken: fewer answers than that tell little. */
export const SMOOTH = 30;

const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();

/** One chart with a legend of its own, whose texts are its current values. */
class LiveChart {
  constructor(id, series, options) {
    const figure = byId(id);
    this.series = series;
    this.options = options;
    this.values = series.map(({ key, name }) => {
      const value = el('b', { class: 'value' }, '–');
      figure.querySelector('.legend').append(
        el('li', {}, el('span', { class: 'swatch ' + key }), el('span', {}, name), value));
      return value;
    });
    this.chart = new Chart(figure.querySelector('canvas'), {
      type: 'line',
      data: { datasets: series.map(() => ({ data: [] })) },
      options: this.chartOptions(),
    });
    this.paint();
  }

  chartOptions() {
    const { format, stacked, max, logarithmic } = this.options;
    return {
      animation: false,
      parsing: false,
      normalized: true,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      elements: { point: { radius: 0, hitRadius: 8 }, line: { tension: 0.25, borderWidth: 2 } },
      plugins: {
        legend: { display: false },
        tooltip: {
          callbacks: {
            title: items => (items.length ? ago(items[0].parsed.x) : ''),
            label: item => ' ' + this.series[item.datasetIndex].name + '  ' + format(item.parsed.y),
          },
          filter: item => item.parsed.y !== null && (!stacked || item.parsed.y > 0),
          boxPadding: 4,
        },
      },
      scales: {
        x: {
          type: 'linear',
          min: -300,
          max: 0,
          ticks: { stepSize: 60, includeBounds: false, maxRotation: 0, callback: axisTime },
          border: { display: false },
          grid: { display: false },
        },
        y: {
          type: logarithmic ? 'logarithmic' : 'linear',
          stacked,
          beginAtZero: !logarithmic,
          suggestedMax: max,
          max: this.options.hardMax,
          ticks: { maxTicksLimit: 5, callback: value => (logarithmic && !isDecade(value) ? null : format(value)) },
          border: { display: false },
        },
      },
    };
  }

  /** In the colours of the scheme in force. */
  paint() {
    this.series.forEach(({ key }, i) => {
      const line = color(key);
      Object.assign(this.chart.data.datasets[i], {
        borderColor: line,
        backgroundColor: this.options.stacked ? line + 'c0' : line + '1f',
        fill: this.options.stacked ? (i === 0 ? 'origin' : '-1') : this.options.filled ? 'origin' : false,
        borderWidth: this.options.stacked ? 0 : 2,
      });
    });
    const { x, y } = this.chart.options.scales;
    x.ticks.color = y.ticks.color = color('soft');
    y.grid = { color: color('line') };
    const tooltip = this.chart.options.plugins.tooltip;
    tooltip.backgroundColor = color('ink');
    tooltip.titleColor = tooltip.bodyColor = color('card');
    this.chart.update('none');
  }

  /** @param columns one list of {x, y} for each series; @param current what the legend says */
  draw(columns, current, span) {
    columns.forEach((column, i) => { this.chart.data.datasets[i].data = column; });
    this.chart.options.scales.x.min = -span;
    this.chart.options.scales.x.ticks.stepSize = span <= 60 ? 10 : span <= 150 ? 30 : span <= 300 ? 60 : span <= 900 ? 180 : 300;
    this.chart.update('none');
    current.forEach((value, i) => say(this.values[i], value === null ? '–' : this.options.format(value)));
  }
}

const isDecade = value => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

function ago(x) {
  const s = Math.round(-x);
  return s === 0 ? 'now' : s < 60 ? s + ' s ago' : Math.floor(s / 60) + ' min ' + (s % 60) + ' s ago';
}

function axisTime(x) {
  return x === 0 ? 'now' : x % 60 === 0 ? '−' + -x / 60 + ' min' : '−' + -x + ' s';
}

export class Charts {
  constructor() {
    this.answers = new LiveChart('chart-answers', RESULTS.map(key => ({ key, name: NAMES[key] })),
      { format: rate, stacked: true, max: 1 });
    this.times = new LiveChart('chart-times',
      [{ key: 'p50', name: 'Median' }, { key: 'p95', name: '95 %' }, { key: 'p99', name: '99 %' }],
      { format: seconds, logarithmic: true });
    this.ratio = new LiveChart('chart-ratio', [{ key: 'hit', name: 'Hits of hits and misses, ' + SMOOTH + ' s' }],
      { format: percent, filled: true, hardMax: 1 });
    this.bytes = new LiveChart('chart-bytes', [{ key: 'sent', name: 'Sent' }, { key: 'saved', name: 'Saved' }],
      { format: value => bytes(value) + '/s', filled: true, max: 1000 });
    this.work = new LiveChart('chart-work', [{ key: 'queue', name: 'Waiting' }, { key: 'workers', name: 'At work' }],
      { format: rate, filled: true, max: 2 });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.all().forEach(one => one.paint()));
  }

  all() {
    return [this.answers, this.times, this.ratio, this.bytes, this.work];
  }

  /** Draws the readings of the last `most` seconds, or of as many as there are. */
  draw(ring, most, timesOf) {
    const now = ring.last.at;
    const span = Math.min(most, Math.max(20, Math.ceil((now - ring.items[0].at) / 1000)));
    const steps = [];
    const smooth = [];
    const first = Math.max(1, ring.items.findIndex(item => item.at >= now - span * 1000));
    for (let i = first; i < ring.items.length; i += 1) {
      const x = (ring.items[i].at - now) / 1000;
      steps.push({ x, item: ring.items[i], step: difference(ring.items[i - 1], ring.items[i]) });
      smooth.push({ x, step: difference(ring.before(i, SMOOTH), ring.items[i]) });
    }
    const perSecond = key => steps.map(({ x, step }) => ({ x, y: step ? key(step) / step.seconds : null }));
    const over = key => smooth.map(({ x, step }) => ({ x, y: step ? key(step) : null }));
    const held = key => steps.map(({ x, item }) => ({ x, y: item[key] }));
    const share = part => step => percentile(buckets(step.times, timesOf), step.le, part);

    this.show(this.answers, RESULTS.map(result => perSecond(step => step.results[result])), span);
    this.show(this.times, [0.5, 0.95, 0.99].map(part => over(share(part))), span);
    this.show(this.ratio, [over(step => ratio(step.results))], span);
    this.show(this.bytes, [perSecond(step => step.sent), perSecond(step => step.saved)], span);
    this.show(this.work, [held('queue'), held('workers')], span);
  }

  show(chart, columns, span) {
    chart.draw(columns, columns.map(column => (column.length ? column[column.length - 1].y : null)), span);
  }
}
