// Has the browser keep a printable status board while a console is open: a worker with the scope /board asks for a fresh one each half
// minute, so that it is there when all else is gone although nobody opened it. At sign-out, and before another person is let in, it goes.

const EVERY_MS = 30_000;
const BOARD = "dispatch-board";

// A page that came without TLS from another machine has neither.
export const workers = (): ServiceWorkerContainer | undefined =>
  (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
const kept = (): CacheStorage | undefined => (globalThis as { readonly caches?: CacheStorage }).caches;

/** Starts keeping; returns what stops it. What was kept stays. */
export function keepBoard(): () => void {
  const container = workers();
  if (container === undefined) return () => undefined;
  const ask = async (): Promise<void> => {
    try {
      const registration = await container.register("/board-sw.js", { scope: "/board" });
      const worker = registration.active ?? registration.waiting ?? registration.installing;
      worker?.postMessage({ type: "refresh" });
    } catch {
      // The server cannot be reached: the next try comes by itself, and the board that is kept says how old it is.
    }
  };
  void ask();
  const timer = setInterval(() => void ask(), EVERY_MS);
  return () => clearInterval(timer);
}

/** Takes the kept board out of this browser. */
export async function forgetBoard(): Promise<void> {
  try {
    const registration = await workers()?.getRegistration("/board");
    registration?.active?.postMessage({ type: "forget" });
    await kept()?.delete(BOARD);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
