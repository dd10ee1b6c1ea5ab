/** Making elements. No text ever becomes markup: names of originals and values of options are anybody's. */

export const byId = id => document.getElementById(id);

/** An element with properties, classes and children; a child that is no element is a text. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === 'class') {
      element.className = value;
    } else if (key in element) {
      element[key] = value;
    } else {
      element.setAttribute(key, value);
    }
  }
  element.append(...children);
  return element;
}

/** Sets a text if it is another one, so that nothing is laid out or read aloud anew. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function show(element, shown) {
  if (element.hidden === shown) {
    element.hidden = !shown;
  }
}

const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

export const count = number => COUNT.format(number);
export const short = number => (number < 10000 ? COUNT.format(number) : SHORT.format(number));

/** 0.25, 3.1, 48. */
export function rate(number) {
  if (number === 0) {
    return '0';
  }
  return number < 1 ? number.toFixed(2) : number < 10 ? number.toFixed(1) : short(Math.round(number));
}

/** So many digits that count, without an exponent. */
const digits = (value, most) => Number(value.toPrecision(most));

export function bytes(number) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  let value = number;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return (unit === 0 ? Math.round(value) : digits(value, value < 10 ? 2 : 3)) + ' ' + units[unit];
}

export function seconds(number) {
  if (number < 0.001) {
    return Math.round(number * 1e6) + ' µs';
  }
  return number < 1 ? digits(number * 1e3, 2) + ' ms' : digits(number, 2) + ' s';
}

export const percent = share => (share * 100).toFixed(share > 0.9995 || share === 0 ? 0 : 1) + ' %';

/** How much of something is used: 0 to 1. */
export function meter(label, share) {
  const used = el('span');
  used.style.width = (share * 100).toFixed(2) + '%';
  used.hidden = share === 0;
  return el('div', {
    class: share >= 0.95 ? 'meter full' : share >= 0.8 ? 'meter filling' : 'meter',
    role: 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(share * 100),
  }, used);
}

const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });

export const clock = milliseconds => TIME.format(new Date(milliseconds));
