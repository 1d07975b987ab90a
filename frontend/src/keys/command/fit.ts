// How well what somebody types fits the name of a thing. Pure, and apart from the verbs: lists and dialogs use it without them.

/** How well a query fits a name: 0 not at all, more is better. */
export function fit(query: string, code: string, name: string, aliases: readonly string[] = []): number {
  const wanted = query.toUpperCase();
  if (wanted === "") return 1;
  const upper = code.toUpperCase();
  if (upper === wanted) return 100;
  if (upper.startsWith(wanted)) return 80;
  const words = name.toUpperCase().split(/[^A-Z0-9]+/);
  if (aliases.some((one) => one.toUpperCase().startsWith(wanted))) return 70;
  if (words[0]?.startsWith(wanted)) return 60;
  if (words.some((one) => one.startsWith(wanted))) return 50;
  const parts = wanted.split(/[^A-Z0-9]+/).filter((one) => one !== "");
  if (parts.length > 1 && parts.every((part) => words.some((one) => one.startsWith(part)))) return 45;
  if (
    words
      .map((one) => one[0] ?? "")
      .join("")
      .startsWith(wanted)
  )
    return 40;
  if (wanted.length >= 3 && name.toUpperCase().includes(wanted)) return 30;
  if (wanted.length >= 3 && words.some((one) => one[0] === wanted[0] && inOrder(wanted, one))) return 10;
  return 0;
}

/** Letters left out of one word. Across a whole sentence nearly everything would fit, and Tab would take it. */
function inOrder(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
