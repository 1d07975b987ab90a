import { expect, test } from "vitest";
import { fitted, isHeic } from "./heic";

const box = (brand: string): Blob => new Blob(["\0\0\0\x18", "ftyp", brand, "\0\0\0\0mif1heic"]);

test("a HEIC picture is known by its bytes, whatever it is called", async () => {
  for (const brand of ["heic", "heix", "mif1", "msf1"]) expect(await isHeic(box(brand))).toBe(true);
  // AVIF and MP4 are of the same family of boxes.
  for (const brand of ["avif", "isom", "mp42"]) expect(await isHeic(box(brand))).toBe(false);
  expect(await isHeic(new File(["\xff\xd8\xff\xe0 no"], "photo.heic"))).toBe(false);
  expect(await isHeic(new Blob([]))).toBe(false);
});

test("a copy fits, keeps its shape and is never larger than the picture", () => {
  expect(fitted(4032, 3024)).toEqual([2048, 1536]);
  expect(fitted(3024, 4032)).toEqual([1536, 2048]);
  expect(fitted(800, 600)).toEqual([800, 600]);
  expect(fitted(20_000, 1)).toEqual([2048, 1]);
});
