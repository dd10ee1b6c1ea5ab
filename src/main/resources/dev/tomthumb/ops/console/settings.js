/** The settings in force and who said them. */

import { byId, count, el, say, show } from './dom.js';
import { get } from './server.js';

let known = null;

/** A sentence in Markdown, of which only code is marked. */
function prose(sentence) {
  return sentence.split('`').map((part, i) => (i % 2 ? el('code', {}, part) : part));
}

function row(setting) {
  return el('div', { class: setting.set ? 'setting set' : 'setting' },
    el('dt', {}, el('code', {}, setting.name), el('span', { class: 'origin' }, setting.origin)),
    el('dd', { class: 'value' }, setting.value),
    el('dd', { class: 'soft small' }, ...prose(setting.sentence)));
}

function draw() {
  const text = byId('find-setting').value.trim().toLowerCase();
  const onlySet = byId('only-set').checked;
  const shown = known.settings.filter(setting => (!onlySet || setting.set)
    && (setting.name + ' ' + setting.sentence + ' ' + setting.value).toLowerCase().includes(text));
  say(byId('settings-count'), count(shown.length) + ' of ' + count(known.settings.length) + ' settings, '
    + count(known.settings.filter(setting => setting.set).length) + ' set by somebody.');
  const groups = Map.groupBy ? Map.groupBy(shown, setting => setting.group) : grouped(shown);
  byId('settings-list').replaceChildren(...[...groups].map(([title, rows]) => el('section', {},
    el('h3', {}, title), el('dl', { class: 'settings' }, ...rows.map(row)))));
}

function grouped(settings) {
  const groups = new Map();
  for (const setting of settings) {
    groups.set(setting.group, [...(groups.get(setting.group) || []), setting]);
  }
  return groups;
}

/** Asks the first time it is shown: settings do not change while a server runs. */
export async function settings() {
  if (known === null) {
    known = await get('console/settings');
    byId('find-setting').addEventListener('input', draw);
    byId('only-set').addEventListener('change', draw);
    show(byId('settings-warnings'), known.warnings.length > 0);
    byId('settings-warnings').replaceChildren(...known.warnings.map(text => el('li', {}, text)));
  }
  draw();
}

/** Another visitor may see other things, or nothing. */
export function forgetSettings() {
  known = null;
}
