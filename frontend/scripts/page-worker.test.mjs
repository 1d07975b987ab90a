import { expect, test } from "vitest";
import { filesOf, workerOf } from "./page-worker.mjs";

const manifest = {
  "unit.html": {
    file: "assets/unit-1.js",
    imports: ["_shared.js"],
    dynamicImports: ["Map.svelte"],
    css: ["assets/u.css"],
  },
  "_shared.js": { file: "assets/shared-2.js", imports: ["unit.html"], assets: ["assets/font.woff2"] },
  "Map.svelte": { file: "assets/map-3.js", imports: ["_shared.js"] },
  "console.html": { file: "assets/console-4.js" },
};

test("the worker knows all that its page may ask for, and nothing of another page", () => {
  expect(filesOf(manifest, "unit.html")).toEqual([
    "/assets/font.woff2",
    "/assets/map-3.js",
    "/assets/shared-2.js",
    "/assets/u.css",
    "/assets/unit-1.js",
  ]);
});

test("another page or another file is another build", () => {
  const source = 'const BUILD = "__BUILD__"; const PAGE = "/__NAME__/"; const FILES = __FILES__;';
  const one = workerOf(source, "unit", ["/a.js"], "<html>");
  expect(one).toContain('const PAGE = "/unit/";');
  expect(workerOf(source, "unit", ["/a.js"], "<html>")).toBe(one);
  expect(workerOf(source, "unit", ["/b.js"], "<html>")).not.toBe(one);
  expect(workerOf(source, "unit", ["/a.js"], "<html >").split(";")[0]).not.toBe(one.split(";")[0]);
  expect(one).toContain('["/a.js"]'.replace("[", "[\n  ").replace("]", "\n]"));
});
