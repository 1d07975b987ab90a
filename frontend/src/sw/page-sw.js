// Keeps the files of a phone's page, so that it opens without a network. It has the scope of that page alone and keeps nothing that anybody
// has said: no answer of /api, nothing of the live link. A newer build waits until somebody takes it: no page is reloaded under its reader.
const NAME = "__NAME__";
const BUILD = "__BUILD__";
const FILES = __FILES__;
const PREFIX = `dispatch-${NAME}-`;
const PAGE = `/${NAME}/`;
const PATIENCE_MS = 4_000;

addEventListener("install", (event) => event.waitUntil(keep()));

addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())));

addEventListener("message", (event) => {
  if (event.data?.type === "take") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(page(request));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request, url.pathname));
});

async function keep() {
  const cache = await caches.open(PREFIX + BUILD);
  await cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: "reload" })));
}

/** Older builds go when this one takes over. */
async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== PREFIX + BUILD) await caches.delete(name);
  }
}

/** The page as the server has it; the kept one when it does not answer. */
async function page(request) {
  const patience = new AbortController();
  const late = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(request, { signal: patience.signal });
    if (answer.ok) return answer;
  } catch {
    // No network, no server, or one that does not answer in time.
  } finally {
    clearTimeout(late);
  }
  return (await kept(PAGE)) ?? Response.error();
}

/** A file whose name changes with its content is taken from here first; the others are of this build too. */
async function file(request, path) {
  return (await kept(path)) ?? fetch(request);
}

async function kept(path) {
  return (await caches.open(PREFIX + BUILD)).match(path);
}

// What is pushed says that there is something, and never what: it may lie on a desk with its screen up.
addEventListener("push", (event) => event.waitUntil(wake(event.data)));

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});

async function wake(data) {
  const windows = await clients.matchAll({ type: "window" });
  // Whoever looks at the page has seen it there.
  if (windows.some((one) => one.visibilityState === "visible")) return;
  let urgent = false;
  try {
    urgent = data?.json()?.urgent === true;
  } catch {
    // Whatever it was, it is a reason to look.
  }
  await registration.showNotification("Dispatch: open to read", {
    icon: "/icons/unit-192.png",
    tag: "dispatch",
    renotify: true,
    requireInteraction: urgent,
    ...(urgent ? { vibrate: [300, 100, 300, 100, 300] } : {}),
  });
}

async function open() {
  const [first] = await clients.matchAll({ type: "window" });
  await (first ? first.focus() : clients.openWindow(PAGE));
}
