/** The console: asks the server how things stand, keeps what was before, and shows it. */

import { byId, clock, say, show } from './dom.js';
import { get, login, logout, Refused, session } from './server.js';
import { reading, Ring } from './numbers.js';
import { Charts } from './charts.js';
import { lacks, room, tiers, tiles } from './tiers.js';
import { lists } from './lists.js';
import { PurgeAndWarm } from './purge.js';
import { Playground } from './playground.js';
import { forgetSettings, settings } from './settings.js';

/** Half an hour at the usual pace; older readings are dropped. */
const READINGS = 900;
const PAGES = ['overview', 'pictures', 'playground', 'purge', 'settings'];

const ring = new Ring(READINGS);
let data = null;
let timer = 0;
let polling = false;
let paused = false;
let charts = null;

const playground = new Playground();
const purgeAndWarm = new PurgeAndWarm(() => data, poll);

const current = () => (PAGES.includes(location.hash.slice(1)) ? location.hash.slice(1) : 'overview');

function status(text, mood) {
  const pill = byId('status');
  say(pill, text);
  pill.className = 'pill ' + mood;
}

function draw() {
  if (data === null) {
    return;
  }
  const page = current();
  if (page === 'overview') {
    charts ||= new Charts();
    charts.draw(ring, Number(byId('window').value), byId('times-of').value);
    tiles(ring, data);
    tiers(data);
    room(ring, data);
    lacks(data);
  } else if (page === 'pictures') {
    lists(data);
  } else if (page === 'purge') {
    purgeAndWarm.draw(data);
  } else if (page === 'playground') {
    playground.suggest([...data.hottest.items, ...data.slowest.items].map(item => item.original));
  }
}

/** Asks once. Every page has a counter for it: `data-polls` of the body. */
async function poll() {
  if (polling) {
    return;
  }
  polling = true;
  try {
    data = await get('console/data');
    ring.push(reading(data));
    say(byId('where'), (data.context === 'ROOT' ? 'this site' : '/' + data.context.replaceAll('#', '/')) + ' · version ' + data.version);
    document.body.dataset.polls = Number(document.body.dataset.polls || 0) + 1;
    status(paused ? 'Paused at ' + clock(data.at) : data.lacks.length ? 'Running, degraded' : 'Running', data.lacks.length ? 'warm' : 'good');
    draw();
  } catch (failure) {
    if (failure instanceof Refused && failure.status === 401) {
      await begin();
    } else {
      status('The server does not answer', 'bad');
    }
  } finally {
    polling = false;
  }
}

function schedule() {
  clearTimeout(timer);
  if (!paused && !document.hidden && !byId('sections').hidden) {
    timer = setTimeout(async () => { await poll(); schedule(); }, Number(byId('interval').value));
  }
}

async function open() {
  const page = current();
  PAGES.forEach(name => show(byId(name), name === page));
  document.querySelectorAll('#sections a').forEach(link => {
    if (link.hash === '#' + page) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  });
  draw();
  if (page === 'settings') {
    await settings();
  } else if (page === 'playground') {
    await playground.open();
  }
}

function demandLogin() {
  PAGES.forEach(name => show(byId(name), false));
  show(byId('sections'), false);
  show(byId('login'), true);
  status('Not logged in', 'warm');
  clearTimeout(timer);
  byId('token').focus();
}

async function begin() {
  const known = await session();
  show(byId('leave'), known.mayChange && !known.role);
  show(byId('enter'), known.mayRead && !known.mayChange && known.token);
  purgeAndWarm.allow(known.mayChange);
  if (!known.mayRead) {
    ring.clear();
    data = null;
    forgetSettings();
    demandLogin();
    return;
  }
  show(byId('login'), false);
  show(byId('sections'), true);
  polling = false;
  await poll();
  await open();
  schedule();
}

byId('login-form').addEventListener('submit', async event => {
  event.preventDefault();
  say(byId('login-mistake'), '');
  try {
    await login(byId('token').value);
    byId('token').value = '';
    await begin();
    byId('main').focus();
  } catch (mistake) {
    say(byId('login-mistake'), mistake.message);
    byId('token').select();
  }
});

byId('enter').addEventListener('click', demandLogin);
byId('leave').addEventListener('click', async () => { await logout(); await begin(); });
byId('interval').addEventListener('change', schedule);
byId('window').addEventListener('change', draw);
byId('times-of').addEventListener('change', draw);
byId('pause').addEventListener('click', () => {
  paused = !paused;
  byId('pause').setAttribute('aria-pressed', String(paused));
  say(byId('pause'), paused ? 'Go on' : 'Pause');
  if (paused && data) {
    status('Paused at ' + clock(data.at), 'warm');
    clearTimeout(timer);
  } else {
    poll().then(schedule);
  }
});
document.addEventListener('visibilitychange', () => { if (!document.hidden && !paused) { poll().then(schedule); } });
document.addEventListener('click', event => {
  const link = event.target.closest('[data-original]');
  if (link) {
    playground.choose(link.dataset.original);
  }
});
addEventListener('hashchange', open);

begin().catch(() => status('The server does not answer', 'bad'));
