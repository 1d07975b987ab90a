// A line of the command box into clauses and words. Pure. Separators are spaces and dots, `;` chains, quotes keep together, and what
// follows a `/` at the beginning of a word is free text up to the next `;`. Before the first word a `/` only means the command line.

export interface Word {
  readonly text: string;
  readonly upper: string;
  readonly at: number;
  readonly end: number;
  /** ``reason`` of ``reason="police activity"``; the text is then the value. */
  readonly key: string | null;
  readonly quoted: boolean;
}

export interface Clause {
  readonly at: number;
  readonly end: number;
  readonly words: readonly Word[];
  /** What stands after the slash; null: there is no slash. */
  readonly text: string | null;
}

/** Spaces of every kind: what is pasted from a page holds others than the bar's. */
const SEPARATOR = /[\s.,]/;
const KEY = /^([A-Za-z][A-Za-z_]*)=/;

export function lex(line: string): Clause[] {
  const clauses: Clause[] = [];
  let at = 0;
  while (at <= line.length) {
    const end = clauseEnd(line, at);
    clauses.push(clause(line, at, end));
    at = end + 1;
  }
  return clauses;
}

/** A quote opens at the beginning of a word only: the inches of 5'11" are said, and no quote. */
const OPENS = /[\s.,;=/(]/;

function clauseEnd(line: string, from: number): number {
  let quoted = false;
  for (let at = from; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted && (at === from || OPENS.test(line[at - 1] ?? ""));
    else if (line[at] === ";" && !quoted) return at;
  }
  return line.length;
}

function clause(line: string, from: number, to: number): Clause {
  const words: Word[] = [];
  let at = from;
  while (at < to) {
    if (SEPARATOR.test(line[at] ?? "")) {
      at++;
      continue;
    }
    if (line[at] === "/") {
      if (words.length === 0) {
        at++;
        continue;
      }
      return { at: from, end: to, words, text: bare(line.slice(at + 1, to)) };
    }
    const word = wordAt(line, at, to);
    words.push(word);
    at = word.end;
  }
  return { at: from, end: to, words, text: null };
}

/** Free text may stand in quotes, so that it can hold a semicolon. */
function bare(text: string): string {
  const trimmed = text.trim();
  const inQuotes = trimmed.length >= 2 && trimmed.startsWith('"') && trimmed.endsWith('"');
  return inQuotes && !trimmed.slice(1, -1).includes('"') ? trimmed.slice(1, -1) : trimmed;
}

function wordAt(line: string, at: number, to: number): Word {
  const key = KEY.exec(line.slice(at, to));
  const from = at + (key?.[0].length ?? 0);
  const quoted = line[from] === '"';
  let end = from;
  if (quoted) {
    const closing = line.indexOf('"', from + 1);
    end = closing === -1 || closing >= to ? to : closing + 1;
  } else {
    while (end < to && !SEPARATOR.test(line[end] ?? "")) end++;
  }
  const raw = line.slice(from, end);
  const text = quoted ? raw.slice(1, raw.endsWith('"') && raw.length > 1 ? -1 : undefined) : raw;
  return {
    text,
    upper: text.toUpperCase(),
    at,
    end,
    key: key?.[1]?.toLowerCase() ?? null,
    quoted,
  };
}
