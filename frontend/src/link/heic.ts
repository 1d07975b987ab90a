// HEIC pictures. The server keeps them as evidence and draws none anew: the program that can is under a licence that this one may not carry.
// A browser that shows them can draw them, so the phone makes the copy that others on the call see.

const BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);
const SIDE_MAX = 2048;
const QUALITY = 0.85;

export const NOT_DRAWN =
  "A HEIC photo: it goes to the desk, and others on the call cannot see it, because this browser cannot convert it. Set the camera to JPEG (“Most compatible”).";

/** Found from the bytes, as the server does: a name can say anything. */
export async function isHeic(file: Blob): Promise<boolean> {
  const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
  return head.startsWith("ftyp") && BRANDS.has(head.slice(4));
}

/** So large that its longer side fits; never larger than it was. */
export function fitted(width: number, height: number): readonly [number, number] {
  const scale = Math.min(1, SIDE_MAX / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** A JPEG of the same picture without what the camera wrote into it; null: this browser cannot draw it. */
export async function drawnAnew(file: File): Promise<File | null> {
  try {
    const picture = await createImageBitmap(file);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = fitted(picture.width, picture.height);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return bytes === null ? null : new File([bytes], `${file.name.replace(/\.[^.]*$/, "")}.jpg`);
  } catch {
    return null;
  }
}
