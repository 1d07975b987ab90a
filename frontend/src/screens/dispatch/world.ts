// The board as the command line knows it, at one moment.
import type { World } from "../../keys/command/world";
import { clock } from "../../state/time.svelte";
import type { ConsoleDesk } from "./desk.svelte";

export function worldOf(desk: ConsoleDesk): World {
  return {
    calls: desk.tables.calls,
    units: desk.tables.units,
    sites: desk.tables.sites,
    agencies: desk.tables.agencies,
    positions: desk.tables.desk_positions,
    seat: desk.seat?.id ?? null,
    aliases: desk.district?.aliases ?? [],
    matrix: desk.district?.decisions ?? [],
    incidents: desk.tables.incidents,
    objectives: desk.tables.objectives,
    walls: desk.tables.walls,
    bolos: desk.tables.bolos,
    actions: desk.actions,
    alarms: desk.alarms.list,
    rooms: (site) => desk.tables.premises.get(site)?.rooms ?? [],
    advise: (wanted, version) => desk.advice.look(wanted, version),
    selectedCall: desk.selection.idOf("call"),
    selectedUnit: desk.selectedUnit,
    selectedSite: desk.selection.idOf("site"),
    lastNotice:
      [...desk.tables.notices.values()].sort((a, b) => b.since.localeCompare(a.since))[0]?.id ?? null,
    now: clock.exact(),
  };
}
