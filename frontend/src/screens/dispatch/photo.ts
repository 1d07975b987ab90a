// A photo of whom or what to look for: its bytes first, then the order that names them.
import { sendFile } from "../../link/http";
import type { ConsoleDesk } from "./desk.svelte";

export const PHOTO_TYPES = "image/jpeg,image/png,image/webp";
const PHOTO_MAX = 15_000_000;

/** Null: the BOLO shows it; else why it does not. */
export async function showPhoto(
  desk: ConsoleDesk,
  bolo: { id: string; number: string },
  file: File,
): Promise<string | null> {
  if (file.size > PHOTO_MAX) {
    return `The photo has ${(file.size / 1e6).toFixed(1)} MB and 15 MB fit. ${bolo.number} is as it was.`;
  }
  try {
    const { sha256 } = await sendFile(file);
    const answer = await desk.send({
      do: "send",
      kind: "AttachBoloPhoto",
      fields: { bolo: bolo.id, sha256 },
      label: `Photo for ${bolo.number}`,
    });
    return answer.outcome === "saved" ? null : answer.message;
  } catch (failure) {
    return `${(failure as Error).message} ${bolo.number} is as it was.`;
  }
}
