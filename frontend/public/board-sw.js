// Keeps the last status board of whoever is signed in here, so that it opens and prints when server, network and browser have failed.
// It has the scope /board alone and keeps nothing else: no answer of /api, no other page.
const BOARD = "dispatch-board";
const FILES = "dispatch-board-files";
const NEEDED = ["/board.css", "/board.js", "/favicon.svg", "/favicon-exercise.svg"];
const PATIENCE_MS = 4_000;

/** Raised when a board is forgotten: one that was asked for before and comes later must not be kept. */
let generation = 0;

addEventListener("install", (event) => {
  event.waitUntil(keepFiles());
  skipWaiting();
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  if (event.data?.type === "refresh") event.waitUntil(Promise.all([fresh().catch(() => null), keepFiles()]));
  if (event.data?.type === "forget") event.waitUntil(forget());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === "/board") event.respondWith(board());
  else if (NEEDED.includes(url.pathname)) event.respondWith(file(request, url.pathname));
});

/** The board of this moment, or the one that was kept. */
async function board() {
  try {
    const answer = await fresh();
    if (answer.ok || refused(answer)) return answer;
  } catch {
    // No network, no server, or one that does not answer in time.
  }
  const kept = await (await caches.open(BOARD)).match("/board");
  return (
    kept ?? new Response(NOTHING, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } })
  );
}

/** Asks the server; what it gives is kept, and when it says that nobody is signed in here, nothing is. */
async function fresh() {
  const began = generation;
  const answer = await fetch("/board", {
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (refused(answer)) await forget();
  else if (answer.ok) await keep(answer.clone(), began);
  return answer;
}

function refused(answer) {
  return answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
}

async function keep(answer, began) {
  const at = Date.now();
  const text = (await answer.text()).replace("<html ", `<html data-kept="${at}" `);
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const cache = await caches.open(BOARD);
  if (began === generation) await cache.put("/board", new Response(text, { headers }));
  // Forgotten while it was being written.
  if (began !== generation) await forget();
}

async function forget() {
  generation += 1;
  await caches.delete(BOARD);
}

async function keepFiles() {
  const cache = await caches.open(FILES);
  await Promise.all(
    NEEDED.map(async (name) => {
      const answer = await fetch(name, { cache: "no-cache" }).catch(() => null);
      if (answer?.ok) await cache.put(name, answer);
    }),
  );
}

async function file(request, name) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return answer;
  } catch {
    // The kept one will do.
  }
  return (await (await caches.open(FILES)).match(name)) ?? Response.error();
}

const NOTHING = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Status board</title>
<h1>There is no board in this browser</h1>
<p>The server does not answer, and nobody has signed in to a console here lately. Use the paper form and the radio; another
console may have a board.</p></html>`;
