// Writes the worker of the officer's page into a build: its source with the names of all files that the page may ever ask for.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ENTRY = "unit.html";
const ALSO = [
  "/favicon.svg",
  "/favicon-exercise.svg",
  "/favicon-replay.svg",
  "/unit.webmanifest",
  "/icons/unit-192.png",
  ...["counties", "labels", "roads", "water"].map((name) => `/geo/${name}.json`),
];

/** Every file that an entry of Vite's manifest needs, now or later, in a fixed order. */
export function filesOf(manifest, entry = ENTRY) {
  const seen = new Set();
  const files = new Set();
  const walk = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const one = manifest[name];
    if (one === undefined) throw new Error(`The manifest does not know ${name}.`);
    if (!one.file.endsWith(".html")) files.add(`/${one.file}`);
    for (const file of [...(one.css ?? []), ...(one.assets ?? [])]) files.add(`/${file}`);
    for (const next of [...(one.imports ?? []), ...(one.dynamicImports ?? [])]) walk(next);
  };
  walk(entry);
  return [...files].sort();
}

/** The worker for these files. Its name for the build changes whenever the page or a file does. */
export function workerOf(source, files, page) {
  const build = createHash("sha256").update(JSON.stringify(files)).update(page).digest("hex").slice(0, 16);
  return source.replace("__BUILD__", build).replace("__FILES__", JSON.stringify(files, null, 2));
}

/** A Vite plugin. */
export function unitWorker(source) {
  return {
    name: "unit-worker",
    apply: "build",
    writeBundle({ dir }) {
      const read = (name) => readFileSync(join(dir, name), "utf8");
      const files = [...filesOf(JSON.parse(read(".vite/manifest.json"))), ...ALSO];
      writeFileSync(join(dir, "unit-sw.js"), workerOf(readFileSync(source, "utf8"), files, read(ENTRY)));
    },
  };
}
