// Rooms under a protective action: what they report, in words, and how a site stands. Pure: rows in, words and numbers out.

/** Which room an alarm of a room is about; null: it is of something else. */
export function roomOfAlarm(id: string): string | null {
  return /^room:[^/]+\/([^:]+):/.exec(id)?.[1] ?? null;
}
