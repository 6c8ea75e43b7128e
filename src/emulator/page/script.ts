/**
 * The page's script. The server draws everything; this sends the forms, and when it is told of a change asks for the newest
 * content and puts it into the page, element by element, so that drafts, focus, scroll and what plays stay as they are.
 */
export const pageScript = `'use strict';
(() => {
  const { boot, token } = document.documentElement.dataset;
  const state = document.getElementById('state');
  const notice = document.getElementById('notice');
  const done = document.getElementById('done');
  const shown = () => document.querySelector('main');

  // What is shown becomes what the server draws now.

  const kept = ['open'];

  function patch(old, fresh) {
    if (old.isEqualNode(fresh)) return old;
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || (old.id ?? '') !== (fresh.id ?? '')) {
      old.replaceWith(fresh);
      return fresh;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.nodeValue = fresh.nodeValue;
      return old;
    }
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) !== value && !kept.includes(name)) old.setAttribute(name, value);
    }
    patchChildren(old, fresh);
    return old;
  }

  function patchChildren(old, fresh) {
    let next = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const known = child.id ? fromHere(next, child.id) : undefined;
      // What stood before an element that stays has gone. Moving the element instead would take its focus.
      while (known !== undefined && next !== known) next = removed(next);
      const match = known ?? (next !== null && !next.id && !child.id ? next : null);
      if (match === null) old.insertBefore(child, next);
      else next = patch(match, child).nextSibling;
    }
    while (next !== null) next = removed(next);
  }

  function fromHere(node, id) {
    for (let one = node; one !== null; one = one.nextSibling) if (one.id === id) return one;
    return undefined;
  }

  function removed(node) {
    const after = node.nextSibling;
    node.remove();
    return after;
  }

  // The newest messages stay in sight, unless someone reads older ones.

  const log = () => document.getElementById('log');
  const isAtEnd = (box) => box === null || box.scrollHeight - box.scrollTop - box.clientHeight < 40;

  function toEnd() {
    const box = log();
    if (box !== null) box.scrollTop = box.scrollHeight;
    offerEnd(false);
  }

  function offerEnd(isOffered) {
    const newer = document.getElementById('newer');
    if (newer !== null) newer.hidden = !isOffered;
  }

  // Asking for what is new: one question at a time, and one more when something changed meanwhile.

  let isAsking = false;
  let mustAskAgain = false;
  let timer;

  async function refresh() {
    if (isAsking) {
      mustAskAgain = true;
      return;
    }
    isAsking = true;
    try {
      do {
        mustAskAgain = false;
        const answer = await fetch(shown().dataset.now, { cache: 'no-store' });
        if (answer.ok) show(await answer.text());
      } while (mustAskAgain);
    } catch {
      // The stream tells that the connection is lost, and asks again when it is back.
    } finally {
      isAsking = false;
    }
  }

  function show(markup) {
    const fresh = new DOMParser().parseFromString(markup, 'text/html').querySelector('main');
    if (fresh === null) return;
    const wasAtEnd = isAtEnd(log());
    const before = document.getElementById('said')?.lastElementChild?.id;
    const newer = document.getElementById('newer');
    const freshNewer = fresh.querySelector('#newer');
    if (newer !== null && freshNewer !== null) freshNewer.hidden = newer.hidden;
    patch(shown(), document.adoptNode(fresh));
    if (wasAtEnd) toEnd();
    else if (document.getElementById('said')?.lastElementChild?.id !== before) offerEnd(true);
    askAgainInTime();
  }

  function askAgainInTime() {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(refresh, Number(shown().dataset.again) + 50);
  }

  // The stream says only that something changed. It is closed while nobody looks.

  let stream;

  function listen() {
    if (stream !== undefined || document.hidden) return;
    stream = new EventSource(shown().dataset.changes);
    stream.addEventListener('changed', ({ data }) => {
      if (data !== boot) return location.reload();
      state.textContent = state.dataset.live;
      state.className = 'good';
      refresh();
    });
    stream.addEventListener('error', () => {
      state.textContent = state.dataset.lost;
      state.className = 'bad';
      if (stream.readyState === EventSource.CLOSED) {
        hangUp();
        setTimeout(listen, 2000);
      }
    });
  }

  function hangUp() {
    stream?.close();
    stream = undefined;
    clearTimeout(timer);
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? hangUp() : listen()));

  // What people do.

  const filled = (text, values, mark) =>
    Object.entries(values).reduce((whole, [name, value]) => whole.replaceAll(mark(name), encodeURIComponent(value)), text);
  const inPath = (name) => '{' + name + '}';
  const inQuery = (name) => encodeURIComponent(inPath(name));

  function valuesOf(form) {
    const values = {};
    for (const field of form.querySelectorAll('input[name]')) {
      const { times } = field.dataset;
      values[field.name] = times === undefined ? field.value : Number(field.value) * Number(times);
    }
    return values;
  }

  async function send(form) {
    const { path, method, body, next } = form.dataset;
    const values = valuesOf(form);
    const sent = new Map([...form.querySelectorAll('input[name]')].map((field) => [field, field.value]));
    const named = Object.keys(values).filter((name) => path.includes(inPath(name)));
    const fields = Object.fromEntries(Object.entries(values).filter(([name]) => !named.includes(name)));
    const query = new URL(shown().dataset.changes, location.href).search;
    const answer = await fetch('/__emulator/' + filled(path, values, inPath) + query, {
      method,
      headers: { 'content-type': 'application/json', 'x-page-token': token },
      body: JSON.stringify({ ...JSON.parse(body), ...fields }),
    });
    if (!answer.ok) {
      const { error = answer.status } = await answer.json().catch(() => ({}));
      return complain(notice.dataset.refused.replace('{why}', error));
    }
    notice.hidden = true;
    done.textContent = form.dataset.done;
    if (next !== '') return location.assign(filled(next, values, inQuery));
    // What was typed while the answer was on its way stays.
    for (const field of form.querySelectorAll('input[name]')) {
      if (field.value === sent.get(field)) field.value = field.defaultValue;
    }
    await refresh();
    if (form.closest('#chat') !== null) toEnd();
  }

  function complain(text) {
    notice.textContent = text;
    notice.hidden = false;
  }

  const busy = new WeakSet();

  document.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target;
    if (busy.has(form)) return;
    busy.add(form);
    send(form)
      .catch(() => complain(notice.dataset.failed))
      .finally(() => busy.delete(form));
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest('#newer') !== null) toEnd();
  });

  toEnd();
  askAgainInTime();
  listen();
})();
`;
