// The forms that an incident has, by code, as the console and the command line name them.
export interface Paper {
  readonly code: string;
  readonly label: string;
  /** Words that somebody types for it. */
  readonly words: readonly string[];
}

export const PAPERS: readonly Paper[] = [
  { code: "report", label: "Incident report with timeline", words: ["REPORT", "INCIDENT"] },
  { code: "decisions", label: "Decision log", words: ["DECISIONS", "LOG"] },
  { code: "201", label: "ICS 201 Incident briefing", words: ["201", "BRIEFING"] },
  { code: "202", label: "ICS 202 Incident objectives", words: ["202", "OBJECTIVES"] },
  { code: "203", label: "ICS 203 Organization assignment list", words: ["203"] },
  { code: "207", label: "ICS 207 Organization chart", words: ["207", "CHART"] },
  { code: "211", label: "ICS 211 Check-in list", words: ["211", "CHECKIN"] },
  { code: "211-short", label: "ICS 211 Check-in list, short", words: ["211S"] },
  { code: "214", label: "ICS 214 Activity log of one position", words: ["214", "ACTIVITY"] },
];

/** The form that a word names. */
export function paperNamed(word: string): Paper | undefined {
  return PAPERS.find((one) => one.words.includes(word.toUpperCase()));
}
