// The verb that writes down what a room says by telephone or radio, and opens the board of a site's rooms.
import { roomStatusTerm } from "../../link/catalog";
import type { Fields, RoomStatus, Severity } from "../../link/wire";
import type { Args } from "./args";
import { built, thing, word, type Built } from "./sentence";
import { noSite, Problem, siteOf, type World } from "./world";

const USAGE = 'ROOM GRHS 214 OK by="Ms Park"';
const SAID: Readonly<Record<string, RoomStatus>> = {
  OK: "ALL_ACCOUNTED",
  EMPTY: "NOT_OCCUPIED",
  MISSING: "MISSING",
  EXTRA: "EXTRA",
  HURT: "INJURED",
  THREAT: "THREAT_HERE",
};
const COLOURS: Readonly<Record<string, Severity>> = {
  RED: "RED_immediate",
  YELLOW: "YELLOW_delayed",
  GREEN: "GREEN_minor",
};

/** ROOM GRHS; ROOM GRHS 214 OK by="Ms Park"; ROOM GRHS 214 MISSING 2 by="Ms Park" radio; ROOM GRHS 214 HURT 1 RED by="Ms Park" */
export function roomReport(args: Args, world: World): Built | Problem {
  const where = args.words.shift();
  const site = where ? siteOf(world, where) : world.sites.get(world.selectedSite ?? "");
  if (site instanceof Problem) return site;
  if (!site) return where ? noSite(where, world) : new Problem(`Say which school: ${USAGE}.`);
  const room = args.words.shift();
  if (!room) {
    return built(
      [{ do: "open", form: { name: "rooms", site: site.id } }],
      word("Rooms of"),
      thing(site.name),
    );
  }
  const said = args.words.shift();
  const status = SAID[said?.upper ?? ""];
  if (status === undefined) return new Problem(`Say how it is: ${Object.keys(SAID).join(" ")}.`);
  const radio = args.take((one) => one.upper === "RADIO") !== undefined;
  const number = args.take((one) => /^\d{1,4}$/.test(one.text));
  const colour = args.take((one) => COLOURS[one.upper] !== undefined);
  const by = args.key("by");
  const extra = args.leftover(["by"], USAGE);
  if (extra) return extra;
  if (by === undefined) return new Problem(`Say on whose word: ${USAGE}.`);
  const count = number === undefined ? null : Number(number.text);
  if (["MISSING", "EXTRA", "INJURED"].includes(status) && !count)
    return new Problem(`How many? ROOM ${site.id} ${room.text} ${said?.text ?? ""} 2 by="${by}".`);
  if (status === "INJURED" && colour === undefined)
    return new Problem(
      `How badly: RED, YELLOW or GREEN? ROOM ${site.id} ${room.text} HURT 1 RED by="${by}".`,
    );
  const fields: Fields<"ReportRoom"> = {
    site: site.id,
    room: room.upper,
    status,
    way: radio ? "radio" : "phone",
    word_of: by,
    ...(args.text ? { note: args.text } : {}),
    ...(status === "MISSING" && count ? { missing_count: count } : {}),
    ...(status === "EXTRA" && count ? { extra_count: count } : {}),
    ...(status === "INJURED" && count
      ? { injured: [{ severity: COLOURS[colour?.upper ?? ""] ?? "RED_immediate", count }] }
      : {}),
  };
  const label = roomStatusTerm(status).label;
  return built(
    [{ do: "send", kind: "ReportRoom", fields, label: `${site.id} ${room.upper}: ${label.toLowerCase()}` }],
    thing(`${site.name}, ${room.upper}`),
    word(label.toLowerCase()),
    ...(count === null ? [] : [word(`${count}${colour ? `, ${colour.text.toLowerCase()}` : ""}`)]),
    word(`on the word of ${by}, by ${radio ? "radio" : "telephone"}`),
  );
}
