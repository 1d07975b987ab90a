// Somebody's text as it is safe to show beside other words. Pure. Signs that turn the direction of writing, and control signs, are shown as
// marks, so that a pasted text can't make a board read backwards; what is written from right to left keeps to itself. The log keeps every
// byte as it came: only what is shown is changed.
const TURNING: Readonly<Record<string, string>> = {
  "\u061c": "ALM",
  "\u200e": "LRM",
  "\u200f": "RLM",
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
};
const MARKED =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

export function visible(text: string): string {
  const shown = text.replace(MARKED, (sign) => `⟦${TURNING[sign] ?? codeOf(sign)}⟧`);
  // First strong isolate: the words around it stay where they are.
  return FROM_RIGHT.test(shown) ? `\u2068${shown}\u2069` : shown;
}

function codeOf(sign: string): string {
  return `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
