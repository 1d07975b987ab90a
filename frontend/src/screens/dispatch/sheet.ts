// The sheet of keys and verbs, as data: from the tables that the console itself works by, so that it can't be out of date. Pure.
import { ACTS, type Act } from "../../actions/registry";
import { VERB_GROUPS, VERBS } from "../../keys/command/verbs";
import type { Alias } from "../../link/wire";

export interface SheetLine {
  readonly id: string;
  /** What is typed; empty: keys are pressed. */
  readonly code: string;
  readonly keys: readonly string[];
  readonly means: string;
  /** Other names of the same. */
  readonly also: readonly string[];
  readonly example: string | null;
}

export interface SheetSection {
  readonly title: string;
  readonly kind: "verbs" | "words" | "keys";
  readonly lines: readonly SheetLine[];
}

const KEY_GROUPS: readonly Act["group"][] = [
  "Alarms",
  "Calls",
  "Messages",
  "Units",
  "Protective actions",
  "Log",
  "Screen",
];

const ALWAYS: readonly SheetLine[] = [
  ["Esc", "Clear the line, close the nearest thing; never cancels an act"],
  ["Ctrl+Enter", "Confirm a dangerous act"],
  ["Up", "In the command line: what was typed before. In a list: move"],
  ["Tab", "In the command line: complete the word"],
].map(([key = "", means = ""]) => ({ id: key, code: "", keys: [key], means, also: [], example: null }));

function verbSections(): SheetSection[] {
  return VERB_GROUPS.map((group) => ({
    title: group,
    kind: "verbs",
    lines: VERBS.filter((one) => one.group === group).map(({ names, means, example }) => {
      const [code, ...also] = names;
      return { id: code, code, keys: [], means, also, example };
    }),
  }));
}

/** The district's own words for the same, each with what stands for it. */
function wordSection(aliases: readonly Alias[]): SheetSection {
  return {
    title: "Words of this district",
    kind: "words",
    lines: aliases.map((one) => ({
      id: one.said,
      code: one.said,
      keys: [],
      means: one.asks ?? "the same as",
      also: [],
      example: one.means ?? null,
    })),
  };
}

function keySections(): SheetSection[] {
  const of = (group: Act["group"]): SheetLine[] =>
    ACTS.filter((act) => act.group === group && act.keys.length > 0).map((act) => ({
      id: act.id,
      code: "",
      keys: act.keys,
      means: act.label,
      also: act.verb === undefined ? [] : [act.verb],
      example: null,
    }));
  return [
    { title: "Keys: everywhere", kind: "keys", lines: ALWAYS },
    ...KEY_GROUPS.map((group) => ({
      title: `Keys: ${group.toLowerCase()}`,
      kind: "keys" as const,
      lines: of(group),
    })),
  ];
}

/** ``verb``: that one alone. */
export function sheetOf(aliases: readonly Alias[], verb?: string): SheetSection[] {
  const all = [...verbSections(), wordSection(aliases), ...keySections()];
  const one = all
    .map((section) => ({
      ...section,
      lines: section.lines.filter(
        ({ code, also }) => section.kind === "verbs" && [code, ...also].includes(verb ?? ""),
      ),
    }))
    .filter(({ lines }) => lines.length > 0);
  return (one.length > 0 ? one : all).filter(({ lines }) => lines.length > 0);
}

/** The lines that have every word that was typed, in any of their columns or in their heading. */
export function searched(sheet: readonly SheetSection[], typed: string): SheetSection[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return sheet
    .map((section) => ({
      ...section,
      lines: section.lines.filter(({ code, keys, means, also, example }) => {
        const text = [section.title, code, ...keys, means, ...also, example ?? ""].join(" ").toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ lines }) => lines.length > 0);
}
