// What is not the real thing, in one word. An exercise is a log of its own; a replay shows what was as if it were now.

export type Unreal = "exercise" | "replay";

/** What a page shows that is not live operations; null: the real thing. A replay of an exercise is a replay. */
export function unrealOf(nature: string | undefined, replay = false): Unreal | null {
  if (replay) return "replay";
  return nature === "exercise" ? "exercise" : null;
}

export const UNREAL_WORD: Readonly<Record<Unreal, string>> = { exercise: "EXERCISE", replay: "REPLAY" };

/** A page's title: what is not the real thing says so first, so that it shows in a narrow tab too. */
export function titled(title: string, mode: Unreal | null): string {
  return mode === null ? title : `${UNREAL_WORD[mode]} · ${title}`;
}
