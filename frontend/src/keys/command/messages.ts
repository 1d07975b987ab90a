// Verbs for messages, and for who knows what.
import { addressed, targetOf, type To } from "../../actions/targets";
import { siteName } from "../../actions/names";
import { MESSAGE_TEMPLATES } from "../../link/catalog";
import type { Args } from "./args";
import { aside, built, quote, thing, unit, word, type Built } from "./sentence";
import { actionsAt, noSite, Problem, siteOf, unitOf, type World } from "./world";

/** M A7 PAT GRHS /call me; M ALL /stay off the air; M GRHS t=SRP-LOCKDOWN */
export function message(args: Args, world: World): Built | Problem {
  const usage = "M A7 /call me, M PAT /…, M NORTH /…, M GRHS /… or M ALL /…";
  const to: { readonly to: To; readonly said: string }[] = [];
  for (const each of args.words.splice(0)) {
    const found = targetOf(world, each.text);
    if (!found) {
      return new Problem(
        `${each.text} is no unit, group, sector or site. Type ${usage}; the words come after a slash.`,
      );
    }
    to.push({ to: found.to, said: found.to.kind === "unit" ? found.id : found.label });
  }
  const wanted = args.key("t")?.toUpperCase();
  const template = MESSAGE_TEMPLATES.find((one) => one.id === wanted);
  if (wanted !== undefined && !template) {
    const known = MESSAGE_TEMPLATES.map((one) => one.id).join(" ");
    return new Problem(`There is no template ${wanted}. Known: ${known}`);
  }
  const extra = args.leftover(["t"], usage);
  if (extra) return extra;
  if (to.length === 0 || (args.text === null && !template)) {
    const codes = to.map((one) => ("code" in one.to ? one.to.code : one.said));
    if (to.some((one) => one.to.kind === "everyone" || one.to.kind === "desk")) {
      return new Problem(`Write the words after a slash: ${usage}.`);
    }
    return built(
      [{ do: "open", form: { name: "message", to: codes, call: world.selectedCall ?? undefined } }],
      word("Write a message"),
      ...to.map((one) => thing(one.said)),
    );
  }
  const text = [template?.text, args.text].filter((one) => one !== null && one !== undefined).join(" ");
  const everyone = to.some((one) => one.to.kind === "everyone");
  const said = to.map((one) => (one.to.kind === "unit" ? unit(one.said) : thing(one.said)));
  const fields = {
    ...addressed(to.map((one) => one.to)),
    text,
    ...(template ? { template: template.id, critical: template.critical } : {}),
  };
  const result = built(
    [
      {
        do: "send",
        kind: "SendMessage",
        fields,
        label: `Message to ${to.map((one) => one.said).join(", ")}`,
      },
    ],
    word("Message to"),
    ...said,
    quote(text),
    ...(everyone ? [aside("everybody is asked to acknowledge")] : []),
  );
  return everyone ? { ...result, danger: "It goes to every unit and every school." } : result;
}

const BOLO_WORD = /^B\d{2}-\d+$/;

/** KNOW GRHS, KNOW A7, KNOW B26-0004, KNOW */
export function knows(args: Args, world: World): Built | Problem {
  const what = args.words.shift();
  const extra = args.leftover([], "KNOW GRHS");
  if (extra) return extra;
  const open = (notice: string, said: string): Built =>
    built([{ do: "open", form: { name: "ledger", notice } }], word("Who knows of"), thing(said));
  if (!what) {
    const last = world.lastNotice;
    return last === null
      ? new Problem(
          "Nothing is out that anybody must know. Say of what: KNOW GRHS, KNOW A7 or KNOW B26-0004.",
        )
      : open(last, "the last of it");
  }
  if (BOLO_WORD.test(what.upper)) {
    const bolo = [...world.bolos.values()].find((one) => one.number === what.upper);
    if (!bolo) return new Problem(`No BOLO ${what.upper} is in force. BOLO shows those that are.`, what);
    return open(`bolo:${bolo.id}`, `BOLO ${bolo.number}`);
  }
  const found = unitOf(world, what);
  if (found) {
    if (found.emergency === null) return new Problem(`${found.id} is not in EMERGENCY.`);
    return open(`emergency:${found.id}`, `the emergency of ${found.id}`);
  }
  const site = siteOf(world, what);
  if (site instanceof Problem) return site;
  if (!site) return noSite(what);
  const [action] = actionsAt(world, site.id);
  if (!action) return new Problem(`No protective action is in force at ${site.name}.`);
  return open(`action:${action.id}`, `the order at ${siteName(world.sites, site.id)}`);
}
