// What the small map shows of the board: sites, the worst action of each, and units with a known position.
import type { ActionView, PositionView, SiteView, UnitView } from "../../link/wire";
import type { Live } from "../../state/live.svelte";
import { actingSites } from "./model";

export interface Mapped {
  readonly sites: readonly SiteView[];
  readonly acting: ReadonlyMap<string, ActionView>;
  readonly units: readonly { readonly unit: UnitView; readonly position: PositionView }[];
}

export function mapContent(live: Live): Mapped {
  const { sites, actions, units } = live.board.tables;
  return {
    sites: [...sites.values()],
    acting: new Map(
      actingSites(actions.values()).flatMap(({ site, actions: [worst] }): [string, ActionView][] =>
        worst ? [[site, worst]] : [],
      ),
    ),
    units: [...units.values()].flatMap((unit) => {
      const position = live.board.positions.get(unit.id);
      return position && unit.status !== "OFF" ? [{ unit, position }] : [];
    }),
  };
}
