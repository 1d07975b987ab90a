// How a screen of a school's people gives a command: the console through its desk, a school's page through its outbox.
import type { CommandKind, Fields } from "../../link/wire";
import type { Settled } from "../../link/outbox";

export type Give = <Kind extends CommandKind>(
  kind: Kind,
  fields: Fields<Kind>,
  label: string,
) => Promise<Settled>;
