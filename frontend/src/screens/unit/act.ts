// What the officer's buttons ask for. One place, so that every button says the same thing in the same way.
import { iso } from "../../lib/format";
import { actionTerm } from "../../link/catalog";
import type { ActionType, ActionView, SiteView, UnitView } from "../../link/wire";
import type { Live, Settled } from "../../state/live.svelte";
import type { Fix } from "../../state/place.svelte";
import type { Step } from "./model";
import { signOnFields, type Looked, type Said } from "./shift";

export function takeStep(live: Live, unit: string, step: Step): Promise<Settled> {
  if (step.clears) return live.send("ClearUnit", { unit }, { label: `${unit} clear`, ownTime: true });
  return live.send(
    "SetUnitStatus",
    { unit, status: step.status },
    { label: `${unit} ${step.word.toLowerCase()}`, ownTime: true },
  );
}

export function acknowledge(live: Live, notice: string): Promise<Settled> {
  return live.send("AcknowledgeNotice", { notice }, { label: "Acknowledged", ownTime: true });
}

/** Answers a message to its writer at the desk; whoever answers has read it. */
export function answer(
  live: Live,
  message: string | null,
  text: string,
  call: string | null = null,
): Promise<Settled> {
  return live.send(
    "SendMessage",
    {
      text,
      desk: true,
      ...(message === null ? {} : { reply_to: message }),
      ...(call === null ? {} : { call }),
    },
    { label: `Message: ${text}`, ownTime: true },
  );
}

export function declareEmergency(live: Live, unit: string, fix: Fix | null): Promise<Settled> {
  const where = fix
    ? {
        lat_e7: fix.lat_e7,
        lon_e7: fix.lon_e7,
        accuracy_m: fix.accuracy_m,
        position_at: iso(fix.at),
      }
    : {};
  return live.send("DeclareEmergency", { unit, ...where }, { label: `EMERGENCY ${unit}`, ownTime: true });
}

/** An order that waits for the link longer than this is not given any more: by then somebody has used the radio, and the place has moved on. */
export const ORDER_VALID_MS = 120_000;

/** A protective action, by whoever stands there. Late it must not start by itself. */
export function orderAction(
  live: Live,
  site: SiteView,
  type: ActionType,
  call: string | null,
): Promise<Settled> {
  return live.send(
    "StartAction",
    { sites: [site.id], action_type: type, source: "phone", ...(call === null ? {} : { call }) },
    { label: `${actionTerm(type).term} at ${site.name}`, ownTime: true, validFor: ORDER_VALID_MS },
  );
}

/** The order was heard there: it went over the loudspeakers, or people do what it says. */
export function reportHeard(live: Live, action: ActionView, unit: string, site: string): Promise<Settled> {
  return live.send(
    "AnnounceAction",
    { action: action.id, announced_by: unit },
    { label: `${actionTerm(action.type).term} heard at ${site}`, ownTime: true },
  );
}

/** Present and well. */
export function answerRollCall(live: Live, unit: string, call: string): Promise<Settled> {
  return live.send("AnswerRollCall", { call, unit }, { label: `Roll call ${unit}`, ownTime: true });
}

/** Nobody sent us, and we are there: on the list, and to staging. */
export function stageUnit(live: Live, me: UnitView, site: string, at: string): Promise<Settled> {
  const fields = { unit: me.id, site, people: Math.max(1, me.members.length) };
  return live.send("StageUnit", fields, { label: `${me.id} at ${at}: checked in`, ownTime: true });
}

/** I am in this unit now, with these people and things. It goes on duty if it was not. */
export function signOn(
  live: Live,
  unit: string,
  said: Said,
  looked: Looked,
  faults: string,
): Promise<Settled> {
  const fields = signOnFields(unit, said, looked, faults);
  return live.send("SignOn", fields, { label: `Sign on to ${unit}`, ownTime: true });
}

/** My shift is over. With the last of its crew the unit goes off duty. */
export function signOff(live: Live, unit: string): Promise<Settled> {
  return live.send("SignOff", { unit }, { label: `Sign off from ${unit}`, ownTime: true });
}
