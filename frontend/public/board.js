// How old the board is, said each second; a newer one each half minute. Without a network the board stays as it was, and says so.
const REFRESH_MS = 30_000;
const STALE_MS = 60_000;

/** When this board was made, by this machine's clock: that of the server may differ, and an age must not. */
let made = madeAt(document.documentElement);

function madeAt(root) {
  const kept = Number(root.dataset.kept);
  return Number.isFinite(kept) && kept > 0 ? kept : Date.now();
}

function two(value) {
  return String(value).padStart(2, "0");
}

function span(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function sayAge() {
  const place = document.getElementById("age");
  if (place === null) return;
  const age = Date.now() - made;
  const stale = age > STALE_MS;
  place.classList.toggle("stale", stale);
  place.textContent = stale ? `STALE · ${span(age)} old` : `${span(age)} old`;
}

/** In the district's time, wherever this screen is; a browser that does not know the zone writes its own. */
function inZone(options) {
  try {
    return new Intl.DateTimeFormat("en", { ...options, timeZone: document.documentElement.dataset.zone });
  } catch {
    return new Intl.DateTimeFormat("en", options);
  }
}

function sayTimes() {
  const clock = inZone({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  const date = inZone({ weekday: "short", day: "numeric", month: "short" });
  for (const place of document.querySelectorAll("time[datetime]")) {
    const at = new Date(place.dateTime);
    const [time, day] = [clock.format(at), date.format(at)];
    const far = Math.abs(Date.now() - at.getTime()) > 12 * 3_600_000;
    place.textContent = far || "day" in place.dataset ? `${day} ${time}` : time;
  }
}

function draw() {
  sayTimes();
  sayAge();
  document.getElementById("print")?.addEventListener("click", () => window.print());
}

/** The newest board that can be had. One that is no newer than what stands here changes nothing. */
async function renew() {
  try {
    const answer = await fetch("/board", { signal: AbortSignal.timeout(10_000) });
    if (answer.redirected || answer.status === 401) return location.reload();
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const root = next.documentElement;
    if (root.dataset.made === undefined || root.dataset.made <= document.documentElement.dataset.made) return;
    const focused = document.activeElement?.id;
    document.documentElement.dataset.made = root.dataset.made;
    document.title = next.title;
    document.body.replaceWith(next.body);
    made = madeAt(root);
    draw();
    if (focused) document.getElementById(focused)?.focus();
  } catch {
    // Its age says what became of it.
  }
}

draw();
setInterval(sayAge, 1_000);
setInterval(() => void renew(), REFRESH_MS);
addEventListener("beforeprint", sayAge);
addEventListener("online", () => void renew());
if ("serviceWorker" in navigator) {
  void navigator.serviceWorker
    .register("/board-sw.js", { scope: "/board" })
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => ready.active?.postMessage({ type: "refresh" }));
}
