// Clauses back to a line that means the same: for what is left of a chain, and for the history. Pure.
import { lex, type Clause, type Word } from "./lex";

export function print(clauses: readonly Clause[]): string {
  return clauses
    .map(printed)
    .filter((text) => text !== "")
    .join(" ; ");
}

/** A line as it would be typed by somebody tidy. */
export function tidy(line: string): string {
  return print(lex(line));
}

function printed(clause: Clause): string {
  const words = clause.words.map(wordOf).join(" ");
  if (words === "" || clause.text === null) return words;
  // A semicolon would end the clause: it is kept by quotes, unless it has its own.
  const kept = clause.text.includes(";") && !clause.text.includes('"');
  return `${words} /${kept ? `"${clause.text}"` : clause.text}`;
}

function wordOf(word: Word): string {
  const text = word.quoted ? `"${word.text}"` : word.text;
  return word.key === null ? text : `${word.key}=${text}`;
}
