// Turns the JSON Schema that `dispatch schema` prints (standard input) into src/link/schema.json and
// src/link/wire.gen.ts. With --check nothing is written: it ends with 1 and names what is stale.
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const BANNER = "// Generated from the server's message types by `make types`. Change those, not this file.";

// Keywords whose value is a map from names of the model's choosing to schemas: a name there may well be "title".
const MAPS = new Set(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"]);
// Keywords whose value is data, not a schema.
const DATA = new Set(["const", "enum", "default", "examples", "required"]);

/** Without its titles a property gets no type alias of its own (`Type1`, `Seq2`); definitions keep their keys as names. */
export function withoutTitles(schema) {
  if (Array.isArray(schema)) return schema.map(withoutTitles);
  if (schema === null || typeof schema !== "object") return schema;
  const kept = Object.entries(schema).filter(([key]) => key !== "title");
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (DATA.has(key)) return [key, value];
      if (!MAPS.has(key)) return [key, withoutTitles(value)];
      return [
        key,
        Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutTitles(one)])),
      ];
    }),
  );
}

export async function typesOf(schema) {
  return compile(withoutTitles(schema), "Wire", {
    additionalProperties: false,
    bannerComment: BANNER,
    format: true,
    // Lengths are checked by the server; as types they become tuples of every length.
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { printWidth: 110 },
  });
}

async function main() {
  const input = await text(process.stdin);
  if (!input.trim()) {
    console.error("No JSON Schema came in, so nothing was written: `dispatch schema` failed.");
    process.exitCode = 1;
    return;
  }
  const schema = JSON.parse(input);
  const fresh = {
    "schema.json": `${JSON.stringify(schema, null, 2)}\n`,
    "wire.gen.ts": await typesOf(schema),
  };
  const folder = new URL("../src/link/", import.meta.url);
  if (!process.argv.includes("--check")) {
    for (const [name, content] of Object.entries(fresh)) await writeFile(new URL(name, folder), content);
    return;
  }
  for (const [name, content] of Object.entries(fresh)) {
    const committed = await readFile(new URL(name, folder), "utf8").catch(() => "");
    if (committed === content) continue;
    console.error(`frontend/src/link/${name} does not match the server's types. Run: make types`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
