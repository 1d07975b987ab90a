// Verbs that end a protective action: every end has its own guarded way.
import { actionName, siteName } from "../../actions/names";
import type { ActionView } from "../../link/wire";
import type { Args } from "./args";
import { actionOf } from "./inforce";
import { aside, built, quote, thing, word, type Built } from "./sentence";
import { Problem, type World } from "./world";

/** REL SEC GRHS by="AP Nakai" confirmed="Sgt Ruiz" agency=MPD */
export function release(args: Args, world: World): Built | Problem {
  const usage = "REL SEC GRHS";
  const action = actionOf(args, world, usage);
  if (action instanceof Problem) return action;
  const by = args.key("by");
  const confirmed = args.key("confirmed");
  const agency = args.key("agency")?.toUpperCase();
  const extra = args.leftover(["by", "confirmed", "agency"], usage);
  if (extra) return extra;
  const site = thing(siteName(world.sites, action.site));
  if (action.type === "LOCKDOWN") return releaseLockdown(action, by, agency, world);
  if (by === undefined || (action.type === "SECURE" && confirmed === undefined)) {
    return built(
      [{ do: "open", form: { name: "release", action: action.id } }],
      word("Release the"),
      thing(actionName(action)),
      word("at"),
      site,
      aside("a form asks who releases it"),
    );
  }
  return built(
    [
      {
        do: "send",
        kind: "ReleaseAction",
        fields: {
          action: action.id,
          released_by: by,
          ...(confirmed === undefined ? {} : { confirmed_by: confirmed }),
          ...(agency === undefined ? {} : { confirmed_agency: agency }),
          ...(args.text ? { text: args.text } : {}),
        },
        label: `Release ${actionName(action)} at ${action.site}`,
      },
    ],
    word("Release the"),
    thing(actionName(action)),
    word("at"),
    site,
    word(`by ${by}`),
    ...(confirmed === undefined ? [] : [word(`confirmed by ${confirmed}`)]),
  );
}

function releaseLockdown(
  action: ActionView,
  by: string | undefined,
  agency: string | undefined,
  world: World,
): Built {
  const site = thing(siteName(world.sites, action.site));
  if (by !== undefined && action.status === "ACTIVE") {
    return {
      ...built(
        [
          {
            do: "send",
            kind: "RequestLockdownRelease",
            fields: {
              action: action.id,
              authority: by,
              ...(agency === undefined ? {} : { confirmed_agency: agency }),
            },
            label: `Ask for the release of the Lockdown at ${action.site}`,
          },
        ],
        word("Ask for the release of the Lockdown at"),
        site,
        word(`by authority of ${by}`),
        aside("a second person confirms, then each door"),
      ),
      danger: "the release of a Lockdown",
    };
  }
  const next = {
    ACTIVE: "a form asks by whose authority",
    RELEASE_REQUESTED: "a second person confirms it there",
    RELEASING: "opens the board of doors",
    ENDED: "",
  }[action.status];
  return built(
    [{ do: "open", form: { name: "release", action: action.id } }],
    word("Release the Lockdown at"),
    site,
    aside(next),
  );
}

/** ERR SEC GRHS reason="wrong school" called="Ms Odell" */
export function inError(args: Args, world: World): Built | Problem {
  const usage = 'ERR SEC GRHS called="Ms Odell" /wrong school';
  const action = actionOf(args, world, usage);
  if (action instanceof Problem) return action;
  const called = args.key("called");
  const reason = args.text ?? args.key("reason");
  const extra = args.leftover(["called", "reason"], usage);
  if (extra) return extra;
  const what = [
    word("End the"),
    thing(actionName(action)),
    word("at"),
    thing(siteName(world.sites, action.site)),
    word("as entered in error"),
  ];
  if (called === undefined || reason === undefined) {
    return built([{ do: "open", form: { name: "release", action: action.id, inError: true } }], ...what);
  }
  return {
    ...built(
      [
        {
          do: "send",
          kind: "EndActionInError",
          fields: { action: action.id, reason, called_back: called },
          label: `${actionName(action)} at ${action.site} entered in error`,
        },
      ],
      ...what,
      word(`called back: ${called}`),
      quote(reason),
    ),
    danger: "an order that ends as entered in error",
  };
}
