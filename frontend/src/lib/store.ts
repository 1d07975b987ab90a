// A browser's own storage, which it may forbid: then there is none, and nothing breaks.

export function localStore(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
