// Moments as people type them: 20m, 2h, 14:30. Pure: whoever asks brings the present.

const SPAN = /^(\d{1,4})\s?(s|m|min|h)?$/i;
const TIME = /^([01]?\d|2[0-3]):?([0-5]\d)$/;

function spanOf(text: string): number | null {
  const found = SPAN.exec(text);
  // Four digits without a unit are a time of day as radios say it.
  if (!found || (found[2] === undefined && (found[1] ?? "").length > 3)) return null;
  const amount = Number(found[1]);
  const unit = { s: 1_000, h: 3_600_000 }[found[2]?.toLowerCase() ?? ""] ?? 60_000;
  return amount === 0 ? null : amount * unit;
}

function timeOf(text: string, now: number): Date | null {
  const found = TIME.exec(text);
  if (!found) return null;
  const date = new Date(now);
  date.setHours(Number(found[1]), Number(found[2]), 0, 0);
  return date;
}

/** A moment to come: 20m, 2h, 90 (minutes), or a time of day, tomorrow if today's is past. Null: it is no time. */
export function momentToCome(text: string, now: number): number | null {
  const span = spanOf(text.trim());
  if (span !== null) return now + span;
  const date = timeOf(text.trim(), now);
  if (!date) return null;
  if (date.getTime() <= now) date.setDate(date.getDate() + 1);
  return date.getTime();
}

/** A moment gone by, as a caller says it: 5m ago, or a time of day, yesterday if today's is still to come. Null: it is no time. */
export function momentGone(text: string, now: number): number | null {
  const said = text.trim().replace(/\s+ago$/i, "");
  const span = spanOf(said);
  if (span !== null) return now - span;
  const date = timeOf(said, now);
  if (!date) return null;
  if (date.getTime() > now) date.setDate(date.getDate() - 1);
  return date.getTime();
}
