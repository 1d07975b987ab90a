// Verbs that open the books of the desk.
import type { Args } from "./args";
import { built, quote, thing, word, type Built } from "./sentence";
import { noSite, Problem, siteOf, type World } from "./world";

/** BOLO: all of them. BOLO NEW: a new one. BOLO GRHS: a new one for a site. */
export function bolos(args: Args, world: World): Built | Problem {
  const what = args.words.shift();
  const extra = args.leftover([], "BOLO GRHS");
  if (extra) return extra;
  if (!what) return built([{ do: "open", form: { name: "bolos" } }], word("Show the BOLOs in force"));
  if (what.upper === "NEW") {
    const call = world.selectedCall ?? undefined;
    return built([{ do: "open", form: { name: "bolo", call } }], word("New BOLO"));
  }
  const site = siteOf(world, what);
  if (site instanceof Problem) return site;
  if (!site) return noSite(what);
  return built(
    [{ do: "open", form: { name: "bolo", site: site.id } }],
    word("New BOLO for"),
    thing(site.name),
  );
}

/** SL: the shift log. SL /words: an entry that is pending; SL + /words: carried forward. */
export function shiftLog(args: Args): Built | Problem {
  const carry = args.take((one) => one.text === "+") !== undefined;
  const extra = args.leftover([], "SL /A9 comes at 15:00");
  if (extra) return extra;
  if (args.text === null) {
    if (carry) return new Problem("Say what to carry forward: SL + /radio 4 is broken.");
    return built([{ do: "open", form: { name: "shift-log" } }], word("Show the shift log"));
  }
  return built(
    [
      {
        do: "send",
        kind: "WriteShiftEntry",
        fields: {
          category: "pending",
          text: args.text,
          carry_forward: carry,
        },
        label: "Shift log",
      },
    ],
    word(carry ? "Carry forward in the shift log" : "Write in the shift log"),
    quote(args.text),
  );
}

export function handover(args: Args): Built | Problem {
  const extra = args.leftover([], "HO");
  return extra ?? built([{ do: "open", form: { name: "handover" } }], word("Hand over the shift"));
}
