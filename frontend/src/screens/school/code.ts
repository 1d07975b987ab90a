// The code that lets somebody in: from the address of a link, or typed from a sheet. And what this device calls itself when it brings one.

interface Address {
  readonly hash: string;
  readonly pathname: string;
  readonly search: string;
}

interface Past {
  replaceState(data: unknown, unused: string, url: string): void;
}

/** The code behind the #, which no browser sends anywhere. It is taken from the address, so that it is in no history and no screenshot. */
export function codeFromAddress(address: Address, past: Past): string | null {
  const found = /[#&]code=([^&]+)/.exec(address.hash)?.[1];
  if (found === undefined) return null;
  past.replaceState(null, "", address.pathname + address.search);
  try {
    return decodeURIComponent(found);
  } catch {
    return null;
  }
}

/** As it stands on the sheet: capitals, in groups of four. */
export function written(said: string): string {
  const plain = said
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .slice(0, 12);
  return plain.replace(/(.{4})(?=.)/g, "$1-");
}

const KEY = "dispatch.device";

/** A name by chance that this device keeps, so that it may bring a code again whose answer was lost. */
export function deviceName(store: Pick<Storage, "getItem" | "setItem"> | null): string {
  const known = store?.getItem(KEY);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const name = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  try {
    store?.setItem(KEY, name);
  } catch {
    // A browser that keeps nothing: a lost answer costs a new code.
  }
  return name;
}
