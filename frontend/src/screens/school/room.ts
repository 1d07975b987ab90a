// Where this phone is: the room that was said last, kept on it. Pure but for the store it is given.
import type { PremiseView, SiteView } from "../../link/wire";

export interface Spot {
  readonly building: string | null;
  readonly room: string;
}

const key = (site: string): string => `dispatch.room.${site}`;

export function rememberRoom(
  store: Pick<Storage, "setItem"> | null,
  site: string,
  building: string | null,
  room: string,
): void {
  try {
    store?.setItem(key(site), JSON.stringify({ building, room }));
  } catch {
    // Asked again the next time.
  }
}

/** The room that was said last; null: none was. */
export function knownRoom(store: Pick<Storage, "getItem"> | null, site: string): Spot | null {
  try {
    const found = JSON.parse(store?.getItem(key(site)) ?? "null") as Partial<Spot> | null;
    return typeof found?.room === "string" ? { building: found.building ?? null, room: found.room } : null;
  } catch {
    return null;
  }
}

export interface RoomGroup {
  readonly building: string;
  readonly name: string;
  readonly rooms: readonly { readonly code: string; readonly name: string }[];
}

/** Rooms whose code or name holds these words, by building. */
export function roomsOf(
  site: SiteView | undefined,
  premise: PremiseView | undefined,
  wanted: string,
): readonly RoomGroup[] {
  const words = wanted.trim().toLowerCase();
  return (site?.buildings ?? [])
    .map((one) => ({
      building: one.code,
      name: one.name,
      rooms: (premise?.rooms ?? []).filter(
        (room) => room.building === one.code && `${room.code} ${room.name}`.toLowerCase().includes(words),
      ),
    }))
    .filter((one) => one.rooms.length > 0);
}

/** 204, or Library (LIBRARY): a name that says no more than the code is left out. */
export function roomWords(premise: PremiseView | undefined, code: string): string {
  const room = premise?.rooms.find((one) => one.code === code);
  return room === undefined || room.name.includes(code) ? `Room ${code}` : room.name;
}
