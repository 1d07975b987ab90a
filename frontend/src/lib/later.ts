// Code that a page can do without at first. Asked for again until it is there: a server that gives no files now gives them later.
const AGAIN_MS = 2_000;

/** Returns what ends the asking. */
export function later<Module>(fetch: () => Promise<Module>, take: (it: Module) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const ask = (): void => {
    fetch().then(
      (it) => {
        if (!ended) take(it);
      },
      () => {
        if (!ended) timer = setTimeout(ask, AGAIN_MS);
      },
    );
  };
  ask();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
