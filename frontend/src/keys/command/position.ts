// POS: where this console's person sits. Who sits where is in the log, so alarms find people and not browsers.
import type { Args } from "./args";
import { aside, built, thing, word, type Built } from "./sentence";
import { Problem, type World } from "./world";

/** POS 2, POS SUP, POS OFF; POS alone opens the form. */
export function position(args: Args, world: World): Built | Problem {
  const usage = "POS 2";
  const [what] = args.words.splice(0, 1);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  if (!what)
    return built([{ do: "open", form: { name: "shift" } }], word("Start a shift: choose a position"));
  if (what.upper === "OFF") {
    const seat = world.positions.get(world.seat ?? "");
    if (!seat) return new Problem("You sit at no position.");
    return built(
      [{ do: "send", kind: "LeavePosition", fields: { position: seat.id }, label: `Leave ${seat.name}` }],
      word("Leave"),
      thing(seat.name),
    );
  }
  const all = [...world.positions.values()];
  const wanted = all.filter((one) => one.id === what.upper || one.id.replace(/^\D+/, "") === what.upper);
  const [seat] = wanted;
  if (!seat || wanted.length > 1) {
    return new Problem(
      `There is no position ${what.text}. Positions: ${all.map((one) => one.id).join(", ")}.`,
    );
  }
  return built(
    [{ do: "send", kind: "TakePosition", fields: { position: seat.id }, label: `Take ${seat.name}` }],
    word("Take"),
    thing(seat.name),
    ...(seat.person_name === null ? [] : [aside(`relieves ${seat.person_name}`)]),
  );
}
