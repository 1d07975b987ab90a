// Taking back the last thing that was done here. Nothing is ever undone: a second entry puts right what the first one did, and the log keeps
// both. Only what is still as it was left can be taken back; whatever somebody else has changed since is theirs. Pure.
import { statusTerm } from "../link/catalog";
import type { CallView, LinkKind } from "../link/wire";
import { actionName, callName, shortNumber, siteName, words } from "./names";
import type { Form, Send } from "./orders";
import type { Before, Done, Records } from "./before";

export type Way =
  | { readonly kind: "orders"; readonly orders: readonly Send[]; readonly says: string }
  /** Something is still to be said: a form asks for it. */
  | { readonly kind: "form"; readonly form: Form; readonly says: string }
  | { readonly kind: "line"; readonly line: string; readonly text: string; readonly says: string }
  | { readonly kind: "none"; readonly why: string };

const none = (why: string): Way => ({ kind: "none", why });
const CHANGED = "It is not as you left it any more.";

/** What would take it back now, or why nothing does. ``me``: who sits here. */
export function takeBack(done: Done, records: Records, me: string): Way {
  const { order } = done;
  switch (order.kind) {
    case "SetUnitStatus":
      return status(order, done.before, records);
    case "AssignUnits":
      return assignment(order, records);
    case "ClearUnit":
      return cleared(order, done.before, records);
    case "HoldCall":
      return held(order, records);
    case "ResumeCall":
      return resumed(order, done.before, records);
    case "UpdateCall":
      return priority(order, done.before, records);
    case "CloseCall":
    case "EndCall":
      return closed(order, records);
    case "LinkCalls":
      return linked(order, records);
    case "AddNote":
    case "LogRadio":
      return line(order, done.refs);
    case "StartAction":
      return started(done.refs, records, me);
    case "MarkRoom":
      return door(order, done.before, records);
    case "SuspendDrills":
      return drills(order, done.before, records);
    default:
      return none(WHY[order.kind] ?? "There is no entry that would take it back.");
  }
}

const WHY: Readonly<Partial<Record<Send["kind"], string>>> = {
  CreateCall: "A call that was entered stays: cancel it (X) or mark it as a duplicate (X … DUP).",
  MergeCall: "What was joined is parted in the details of the call.",
  AcknowledgeAlarm: "Who has seen an alarm has seen it.",
  AnnounceAction: "People there have heard it: release the action.",
  MakeReal: "An emergency is ended by its release, never taken back.",
  ChangeAction: "Change it again on the card of the action.",
  ReleaseAction: "People have been told: order it again.",
  RequestLockdownRelease: "A second person has been asked: tell them not to confirm.",
  ConfirmLockdownRelease: "Doors may have been opened: order the Lockdown again.",
  OverrideLockdownRelease: "People have been told: order the Lockdown again.",
  EndActionInError: "Order the action again.",
  DeclareEmergency: "An emergency is cleared with how and by whom it was confirmed.",
  ClearEmergency: "Declare it again (EM).",
  ResetCheck: "The unit has answered.",
  NotifyPsap: "Write a note about what the PSAP really has.",
  CorrectLine: "Correct the newer line in the timeline.",
  RaisePanic: "People are on their way: cancel the call with how it was confirmed.",
};

function status(order: Send & { kind: "SetUnitStatus" }, was: Before, records: Records): Way {
  const { unit: id, status: set } = order.fields;
  const unit = records.units.get(id);
  if (!unit || !was.unit) return none(CHANGED);
  if (unit.status !== set) return none(`${id} is ${statusTerm(unit.status).label.toLowerCase()} by now.`);
  if (was.unit.status === set) return none(`${id} was ${statusTerm(set).label.toLowerCase()} before.`);
  if (was.unit.call !== null && unit.call === null) return again(id, was.unit.call, records);
  if (unit.call !== was.unit.call) return none(`${id} is on another call by now.`);
  if (was.unit.status === "EM") return none("An emergency is declared, not set.");
  const old = statusTerm(was.unit.status).label;
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "SetUnitStatus",
        fields: {
          unit: id,
          status: was.unit.status,
          ...(was.unit.site === null ? {} : { site: was.unit.site }),
          text: "Taken back",
        },
        label: `${id} back to ${old.toLowerCase()}`,
        expect: { [id]: unit.version },
      },
    ],
    says: `Sets ${id} back to ${old.toLowerCase()}.`,
  };
}

/** A unit that was taken off its call goes to it once more. */
function again(id: string, callId: string, records: Records): Way {
  const unit = records.units.get(id);
  const call = records.calls.get(callId);
  if (!unit || !call) return none(CHANGED);
  if (unit.call !== null) return none(`${id} is on another call by now.`);
  if (!isOpen(call)) return none(`${shortNumber(call.number)} is closed: reopen it first.`);
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "AssignUnits",
        fields: { call: call.id, units: [id], status: "DP", preempt: false },
        label: `Send ${id} back to ${shortNumber(call.number)}`,
        expect: { [id]: unit.version },
      },
    ],
    says: `Dispatches ${id} to ${callName(call)}, ${shortNumber(call.number)}, once more.`,
  };
}

function cleared(order: Send & { kind: "ClearUnit" }, was: Before, records: Records): Way {
  const call = was.unit?.call;
  return call === null || call === undefined ? none(CHANGED) : again(order.fields.unit, call, records);
}

function assignment(order: Send & { kind: "AssignUnits" }, records: Records): Way {
  const call = records.calls.get(order.fields.call);
  if (!call) return none(CHANGED);
  if (order.fields.preempt === true)
    return none("Other calls have lost their units by it: send each where it belongs.");
  const there = order.fields.units.flatMap((id) => {
    const unit = records.units.get(id);
    return unit?.call === call.id ? [unit] : [];
  });
  if (there.length < order.fields.units.length)
    return none(`Not all of them are on ${shortNumber(call.number)} now.`);
  if (there.some((unit) => unit.status !== order.fields.status))
    return none("They have gone on since: clear them with how it ended (C).");
  const names = there.map((unit) => unit.id).join(", ");
  return {
    kind: "orders",
    orders: there.map((unit) => ({
      do: "send",
      kind: "ClearUnit",
      // No disposition: clearing the last unit must not close a call that still waits for help.
      fields: { unit: unit.id },
      label: `Clear ${unit.id}: cancelled`,
      expect: { [unit.id]: unit.version },
    })),
    says: `Clears ${names} from ${callName(call)}, ${shortNumber(call.number)}, as cancelled; the call stays open.`,
  };
}

const isSaid = <Value>(value: Value | null | undefined): value is Value =>
  value !== null && value !== undefined;

const isOpen = (call: CallView): boolean =>
  !["CLOSED", "DUPLICATE", "CANCELLED", "REFERRED"].includes(call.status);

function held(order: Send & { kind: "HoldCall" }, records: Records): Way {
  const call = records.calls.get(order.fields.call);
  if (call?.status !== "HELD") return none("It is on hold no more.");
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "ResumeCall",
        fields: { call: call.id },
        label: `Resume ${shortNumber(call.number)}`,
        expect: { [call.id]: call.version },
      },
    ],
    says: `Takes ${callName(call)}, ${shortNumber(call.number)}, off hold: it is pending again.`,
  };
}

function resumed(order: Send & { kind: "ResumeCall" }, was: Before, records: Records): Way {
  const call = records.calls.get(order.fields.call);
  const until = was.call?.until ?? null;
  if (call?.status !== "PENDING" || was.call?.status !== "HELD" || until === null) return none(CHANGED);
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "HoldCall",
        fields: { call: call.id, until, reason: "Taken back" },
        label: `Hold ${shortNumber(call.number)}`,
        expect: { [call.id]: call.version },
      },
    ],
    says: `Puts ${callName(call)}, ${shortNumber(call.number)}, on hold as it was.`,
  };
}

function priority(order: Send & { kind: "UpdateCall" }, was: Before, records: Records): Way {
  const { call: id, priority: set, ...rest } = order.fields;
  const call = records.calls.get(id);
  if (Object.values(rest).some(isSaid) || !isSaid(set) || !was.call)
    return none("Change it again in the details of the call.");
  if (call?.priority !== set || was.call.priority === set) return none(CHANGED);
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "UpdateCall",
        fields: { call: id, priority: was.call.priority },
        label: `Priority ${was.call.priority} for ${shortNumber(call.number)}`,
        expect: { [id]: call.version },
      },
    ],
    says: `Makes ${callName(call)}, ${shortNumber(call.number)}, priority ${was.call.priority} again.`,
  };
}

function closed(order: Send & { kind: "CloseCall" | "EndCall" }, records: Records): Way {
  const call = records.calls.get(order.fields.call);
  // A call that has gone to history meanwhile is found and reopened there.
  if (call && isOpen(call)) return none("It is open.");
  const number = call ? shortNumber(call.number) : "it";
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "ReopenCall",
        fields: { call: order.fields.call, reason: "Taken back by who closed it" },
        label: `Reopen ${number}`,
        ...(call ? { expect: { [call.id]: call.version } } : {}),
      },
    ],
    says: `Opens ${call ? `${callName(call)}, ${number},` : "the call"} again. Units that were cleared stay cleared.`,
  };
}

function linked(order: Send & { kind: "LinkCalls" }, records: Records): Way {
  const call = records.calls.get(order.fields.call);
  if (order.fields.link === "UNLINK" || !call?.links.some((one) => one.call === order.fields.other))
    return none(CHANGED);
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "LinkCalls",
        fields: { call: call.id, other: order.fields.other, link: "UNLINK" satisfies LinkKind },
        label: `Unlink ${shortNumber(call.number)}`,
      },
    ],
    says: `Says that ${shortNumber(call.number)} and the other call don't belong together.`,
  };
}

function line(order: Send & { kind: "AddNote" | "LogRadio" }, refs: Done["refs"]): Way {
  const written = refs["line"];
  if (typeof written !== "string") return none(CHANGED);
  return {
    kind: "line",
    line: written,
    text: order.fields.text,
    says: "Writes a correction over it; the first words stay one step away.",
  };
}

function started(refs: Done["refs"], records: Records, me: string): Way {
  const ids = Array.isArray(refs["actions"]) ? refs["actions"].filter((id) => typeof id === "string") : [];
  const [id] = ids;
  const action = id === undefined ? undefined : records.actions.get(id);
  if (!action || action.status === "ENDED") return none("It is over.");
  const name = `${actionName(action)} at ${siteName(records.sites, action.site)}`;
  if (ids.length > 1) return none("It is in force at several sites: end it at each (ERR) or release it.");
  if (action.started_by !== me) return none(`${action.started_by_name} ordered it first: release it.`);
  if (action.announced_at !== null || action.status !== "ACTIVE")
    return none(`${name} has been announced or heard there: release it.`);
  if (action.source === "site" || action.source === "panic" || action.source === "alarm")
    return none(`${name} comes from the site itself: release it.`);
  return {
    kind: "form",
    form: { name: "release", action: action.id, inError: true },
    says: `Ends ${name} as entered in error. It asks whom at the site you called back.`,
  };
}

function door(order: Send & { kind: "MarkRoom" }, was: Before, records: Records): Way {
  const { action: id, room, state } = order.fields;
  const action = records.actions.get(id);
  if (!action || action.status === "ENDED") return none("The Lockdown is over.");
  if (action.board?.[room] !== state || was.door === undefined || was.door === state) return none(CHANGED);
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "MarkRoom",
        fields: { action: id, room, state: was.door as typeof state },
        label: `${action.site} ${room} back to ${words(was.door).toLowerCase()}`,
      },
    ],
    says: `Marks door ${room} as ${words(was.door).toLowerCase()} again.`,
  };
}

function drills(order: Send & { kind: "SuspendDrills" }, was: Before, records: Records): Way {
  const now = records.district.values().next().value?.drills_suspended ?? false;
  if (now !== order.fields.suspended || was.suspended === now || was.suspended === undefined)
    return none(CHANGED);
  return {
    kind: "orders",
    orders: [
      {
        do: "send",
        kind: "SuspendDrills",
        fields: { suspended: was.suspended, reason: "Taken back" },
        label: was.suspended ? "Suspend drills" : "Allow drills again",
      },
    ],
    says: was.suspended ? "Suspends drills again." : "Allows drills again.",
  };
}
