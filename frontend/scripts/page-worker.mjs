// Writes the worker of a phone's page into a build: its source with the names of all files that the page may ever ask for.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ALSO = ["/favicon.svg", "/favicon-exercise.svg", "/favicon-replay.svg", "/icons/unit-192.png"];

/** Every file that an entry of Vite's manifest needs, now or later, in a fixed order. */
export function filesOf(manifest, entry) {
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

/** The worker of the page ``name`` for these files. Its name for the build changes whenever the page or a file does. */
export function workerOf(source, name, files, page) {
  const build = createHash("sha256").update(JSON.stringify(files)).update(page).digest("hex").slice(0, 16);
  return source
    .replace("__NAME__", name)
    .replace("__BUILD__", build)
    .replace("__FILES__", JSON.stringify(files, null, 2));
}

/** A Vite plugin: one worker for each of these pages. ``also``: what a page needs besides and no manifest names. */
export function pageWorkers(source, pages) {
  return {
    name: "page-workers",
    apply: "build",
    writeBundle({ dir }) {
      const read = (name) => readFileSync(join(dir, name), "utf8");
      const manifest = JSON.parse(read(".vite/manifest.json"));
      for (const { name, also = [] } of pages) {
        const files = [...filesOf(manifest, `${name}.html`), ...ALSO, `/${name}.webmanifest`, ...also];
        const worker = workerOf(readFileSync(source, "utf8"), name, files, read(`${name}.html`));
        writeFileSync(join(dir, `${name}-sw.js`), worker);
      }
    },
  };
}
