// The decision matrix as the table that `dispatch import decisions` reads: what a district saves, changes and takes over again.
import type { DecisionTerm } from "../../../../link/conduct";

const COLUMNS = [
  "code",
  "label",
  "question",
  "school",
  "law",
  "fire",
  "unified",
  "consult",
  "tell",
  "needed",
] as const;

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function matrixTable(rows: readonly DecisionTerm[]): string {
  const lines = rows.map((row) =>
    COLUMNS.map((name) => {
      const value = row[name];
      // A dash says that there is none; an empty cell would leave what is there.
      return cell(typeof value === "string" ? value : value.join(";") || "-");
    }).join(","),
  );
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}
