// The verb that says that panic devices are being tested.
import type { Args } from "./args";
import { aside, built, quote, thing, warn, word, type Built } from "./sentence";
import { Problem, siteOf, type World } from "./world";

const EXAMPLE = "TEST GRHS 30 /yearly test, or TEST GRHS 30 device=W-101";
const MOST = 240;
const USUAL = 30;

/** TEST GRHS 30: for so many minutes presses of the site's devices are tests. It ends by itself, or at its timer. */
export function test(args: Args, world: World): Built | Problem {
  const [first] = args.words;
  if (!first) return new Problem(`Which site? ${EXAMPLE}.`);
  const site = siteOf(world, first);
  if (site instanceof Problem) return site;
  if (!site) return new Problem(`There is no site ${first.text}. ${EXAMPLE}.`);
  args.words.shift();
  const said = args.take((one) => /^\d+$/.test(one.text));
  const minutes = said ? Number(said.text) : USUAL;
  if (minutes < 1 || minutes > MOST) return new Problem(`A test takes 1 to ${MOST} minutes.`);
  const device = args.key("device");
  const extra = args.leftover(["device"], EXAMPLE);
  if (extra) return extra;
  const fields = {
    site: site.id,
    minutes,
    ...(device === undefined ? {} : { device }),
    ...(args.text === null ? {} : { reason: args.text }),
  };
  return built(
    [{ do: "send", kind: "OpenTestWindow", fields, label: `Test at ${site.id}` }],
    word(device === undefined ? "Test all panic devices of" : "Test the panic device"),
    ...(device === undefined ? [] : [thing(device), word("at")]),
    thing(site.name),
    aside(`${minutes} minutes`),
    warn("nothing rings meanwhile"),
    ...(args.text === null ? [] : [quote(args.text)]),
  );
}
