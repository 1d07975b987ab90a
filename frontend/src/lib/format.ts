// How times and distances are written. Pure: whoever asks brings the moment.

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** A span as a running clock: 0:14, 31:15, 1:02:10; days as 3 d 4 h, 1 d. Never negative. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 24) return `${Math.floor(hours / 24)} d${hours % 24 > 0 ? ` ${hours % 24} h` : ""}`;
  if (hours > 0) return `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}

/** The same span for ears. */
export function elapsedWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours > 0) return `${hours} h ${rest} min`;
  return minutes > 0 ? `${minutes} min` : `${Math.max(0, Math.floor(milliseconds / 1000))} s`;
}

function toDate(moment: string | number | Date): Date {
  return moment instanceof Date ? moment : new Date(moment);
}

/** Time of day, 24 hours: 10:42. */
export function clock(moment: string | number | Date): string {
  const date = toDate(moment);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Time of day to the second: 10:42:51. */
export function clockSeconds(moment: string | number | Date): string {
  return `${clock(moment)}:${two(toDate(moment).getSeconds())}`;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A day as on a wall clock: Mon 23 Nov. */
export function day(moment: string | number | Date): string {
  const date = toDate(moment);
  return `${DAYS[date.getDay()] ?? ""} ${date.getDate()} ${MONTHS[date.getMonth()] ?? ""}`;
}

/** A distance the way a radio says it: 400 ft, 0.6 mi, 12 mi. */
export function miles(metres: number): string {
  const value = metres / 1609.344;
  if (value < 0.1) return `${Math.round(metres / 0.3048 / 10) * 10} ft`;
  return value < 10 ? `${value.toFixed(1)} mi` : `${Math.round(value)} mi`;
}

/** A distance on the metric side: 80 m, 0.6 km. */
export function kilometres(metres: number): string {
  return metres < 100 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`;
}

/** A large number as it is read: 1,042. */
export function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** 1 unit, 2 units. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

/** A moment as the wire writes it. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
