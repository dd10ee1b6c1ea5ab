/** Talking to the server. Paths are relative to `/tomthumb/`. */

let csrf = '';

export class Refused extends Error {
  constructor(status, mistakes) {
    super(mistakes.join(' '));
    this.status = status;
  }
}

async function answer(response) {
  const type = response.headers.get('Content-Type') || '';
  const body = type.startsWith('application/json') ? await response.json() : { mistakes: [(await response.text()).trim()] };
  if (!response.ok) {
    throw new Refused(response.status, body.mistakes || ['The server answered ' + response.status + '.']);
  }
  return body;
}

export async function get(path, signal) {
  return answer(await fetch(path, { headers: { Accept: 'application/json' }, signal }));
}

export async function post(path, body, signal) {
  const text = typeof body === 'string';
  return answer(await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': text ? 'text/plain; charset=utf-8' : 'application/json', 'X-Tomthumb-Csrf': csrf },
    body: text ? body : JSON.stringify(body),
    signal,
  }));
}

/** Who the server takes us for. */
export async function session() {
  let known = await get('console/session');
  if (known.role && !known.mayChange) {
    await post('console/login', {});
    known = await get('console/session');
  }
  csrf = known.csrf;
  return known;
}

export async function login(token) {
  csrf = (await post('console/login', { token })).csrf;
}

export async function logout() {
  await post('console/logout', {});
  csrf = '';
}
