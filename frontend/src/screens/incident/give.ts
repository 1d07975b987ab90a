// How a form of an incident is sent: it stays open until its words are safe, and no longer.
import type { CommandKind, Fields } from "../../link/wire";
import type { Live } from "../../state/live.svelte";

/** Longer than this nobody looks at a form: the list of what was sent says what became of it. */
const PATIENCE_MS = 4_000;
/** Who commands is not said late: by then the radio has said it, or somebody else. */
export const COMMAND_VALID_MS = 120_000;

export type Give = <Kind extends CommandKind>(
  kind: Kind,
  fields: Fields<Kind>,
  label: string,
  validFor?: number,
) => Promise<string | null>;

/** Null: saved, or kept on this device and sent when it can be; else why it was refused, and the form keeps its words. */
export function giver(live: Live): Give {
  return async (kind, fields, label, validFor) => {
    const answer = live.send(kind, fields, {
      label,
      ownTime: true,
      ...(validFor === undefined ? {} : { validFor }),
    });
    if (live.health !== "live") return null;
    const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
    const settled = await Promise.race([answer, patience]);
    return settled === null || settled.outcome === "saved" ? null : settled.message;
  };
}
