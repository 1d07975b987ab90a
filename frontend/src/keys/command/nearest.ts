// Which known words are a slip of the finger away from one that is not known. Pure. They are offered, never taken.

/** Letters to change, add, drop or swap with the next, to make one word of the other; stops counting above ``most``. */
export function slips(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1];
      let cost = Math.min((above[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1, (above[at - 1] ?? 0) + Number(!same));
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped) cost = Math.min(cost, (before[at - 2] ?? 0) + 1);
      now.push(cost);
    }
    if (Math.min(...now) > most) return most + 1;
    before = above;
    above = now;
  }
  return above[other.length] ?? most + 1;
}

/** The nearest known words, best first: one slip in a short word, two in a longer one. */
export function nearest(typed: string, known: Iterable<string>, howMany = 3): string[] {
  const wanted = typed.toUpperCase().slice(0, 32);
  if (wanted.length < 2) return [];
  const most = wanted.length <= 4 ? 1 : 2;
  return [...known]
    .map((word) => ({ word, far: slips(wanted, word.toUpperCase(), most) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || a.word.length - b.word.length || a.word.localeCompare(b.word))
    .slice(0, howMany)
    .map(({ word }) => word);
}
