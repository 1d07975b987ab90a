// What an act comes to: a command for the server, or something that only this screen does. Keys, buttons and the command line all hand
// over the same shape.
import type { ActionType, CommandKind, Fields } from "../link/wire";
import type { SelectedKind } from "../state/selection.svelte";

/** A command without what the sender's machine adds, and what a person calls it. */
export type Send = {
  [Kind in CommandKind]: {
    readonly do: "send";
    readonly kind: Kind;
    readonly fields: Fields<Kind>;
    readonly label: string;
    readonly expect?: Record<string, number>;
    /** When it happened, if that was before it was written down. */
    readonly happenedAt?: number;
  };
}[CommandKind];

/** The forms that a console can open, each with what it is about. */
export type Form =
  | {
      readonly name: "new-call";
      readonly site?: string | undefined;
      readonly type?: string | undefined;
      /** Another call, whatever is half typed. */
      readonly anew?: boolean;
    }
  | {
      readonly name: "send-units";
      readonly call?: string | undefined;
      /** Chosen already; none: as recommended. */
      readonly units?: readonly string[] | undefined;
      /** Why it is asked once more. */
      readonly problem?: string | undefined;
    }
  | { readonly name: "unit"; readonly unit: string }
  | { readonly name: "site"; readonly site: string }
  | {
      readonly name: "start-action";
      readonly site?: string | undefined;
      /** Whose neighbours are offered; else those of the site. */
      readonly around?: string | undefined;
      /** Others that it is for too. */
      readonly also?: readonly string[] | undefined;
      readonly call?: string | undefined;
      /** What stands first. */
      readonly suggest?: ActionType | undefined;
    }
  | { readonly name: "rooms"; readonly site: string }
  | { readonly name: "day-list"; readonly site: string }
  | { readonly name: "disclosure"; readonly site: string }
  | { readonly name: "team"; readonly site: string }
  | { readonly name: "codes"; readonly site: string }
  | { readonly name: "release"; readonly action: string; readonly inError?: boolean | undefined }
  | {
      readonly name: "command";
      readonly view?: "unified" | undefined;
      readonly incident?: string | undefined;
      readonly call?: string | undefined;
      readonly site?: string | undefined;
    }
  | {
      readonly name: "conduct";
      readonly incident: string;
      readonly view?: "facts" | "decisions" | "organisation" | "work" | "arrivals" | "papers" | undefined;
      /** The question or the row of the matrix that is decided. */
      readonly about?: string | undefined;
    }
  | {
      readonly name: "papers";
      /** None: it is chosen there. */
      readonly incident?: string | undefined;
      /** As it was typed: I26-0001. */
      readonly number?: string | undefined;
      /** The code of a form. */
      readonly form?: string | undefined;
    }
  | { readonly name: "incidents"; readonly text?: string | undefined }
  | { readonly name: "past-incident"; readonly incident: string }
  | { readonly name: "matrix"; readonly incident?: string | undefined }
  | { readonly name: "partners"; readonly incident: string }
  | { readonly name: "walls" }
  | { readonly name: "close-call"; readonly call: string }
  | {
      readonly name: "note";
      readonly unit?: string | undefined;
      readonly call?: string | undefined;
      readonly site?: string | undefined;
    }
  | { readonly name: "attach"; readonly call: string; readonly file?: File | undefined }
  | { readonly name: "last-radio"; readonly at: number }
  | { readonly name: "radio-log"; readonly unit?: string | undefined }
  | { readonly name: "duplicate"; readonly fields: Fields<"CreateCall">; readonly calls: readonly string[] }
  | { readonly name: "ties"; readonly call: string; readonly other?: string | undefined }
  | { readonly name: "split"; readonly call: string }
  | { readonly name: "find"; readonly text?: string | undefined }
  | { readonly name: "past-call"; readonly call: string }
  | { readonly name: "transfer"; readonly call: string }
  | { readonly name: "emergency"; readonly unit: string }
  | { readonly name: "shift-log" }
  | { readonly name: "handover" }
  | { readonly name: "unrelieved" }
  | { readonly name: "bolo"; readonly site?: string | undefined; readonly call?: string | undefined }
  | { readonly name: "devices"; readonly site?: string | undefined }
  | { readonly name: "bolos"; readonly bolo?: string | undefined; readonly site?: string | null | undefined }
  | {
      readonly name: "message";
      readonly to?: readonly string[] | undefined;
      readonly call?: string | undefined;
      readonly replyTo?: string | undefined;
    }
  | { readonly name: "ledger"; readonly notice: string }
  | { readonly name: "alarms" }
  | { readonly name: "shift" }
  | { readonly name: "take-back" }
  | { readonly name: "drills" }
  | { readonly name: "palette" }
  | { readonly name: "help"; readonly verb?: string | undefined };

export type Order =
  | Send
  | { readonly do: "go"; readonly kind: SelectedKind; readonly id: string }
  | { readonly do: "open"; readonly form: Form };
