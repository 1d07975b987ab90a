import { svelte } from "@sveltejs/vite-plugin-svelte";
import { loadEnv } from "vite";
import { defineConfig } from "vitest/config";
import { pageWorkers } from "./scripts/page-worker.mjs";

// One page per kind of screen: an officer's phone must not download the dispatcher's console.
const pages = ["index.html", "console.html", "unit.html", "school.html", "liaison.html", "wall.html"];
/** The shapes that the officer's small map draws. */
const shapes = ["counties", "labels", "roads", "water"].map((name) => `/geo/${name}.json`);
const BASE =
  /src\/(entry\/boot|lib\/(format|store|unreal)|theme\/status|link\/(http|connection|socket|limits|catalog|wire)|state\/(time|prefs|wake)\.svelte|parts\/(Elapsed|SrpMark|Unreal)\.svelte)/;
const workers = [{ name: "unit", also: shapes }, { name: "school" }];

export default defineConfig(({ mode }) => {
  const server = `http://127.0.0.1:${loadEnv(mode, ".", "DISPATCH_PORT").DISPATCH_PORT ?? "8000"}`;
  return {
    plugins: [svelte(), pageWorkers("src/sw/page-sw.js", workers)],
    // Component tests mount; without the browser condition they would get Svelte's server build.
    resolve: mode === "test" ? { conditions: ["browser"] } : {},
    build: {
      target: "es2023",
      manifest: true,
      // The content security policy allows no data: fonts or styles, so nothing is folded into another file.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The map is large on purpose and loads after the board; tests/tooling/test_bundle.py holds the budgets.
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: pages,
        // What every page shows in some way is one file: cut by who uses what it would be a dozen, each with its own few hundred bytes.
        output: { codeSplitting: { groups: [{ name: "base", test: BASE }] } },
      },
    },
    server: { proxy: { "/api": server, "/live": { target: server, ws: true } } },
    test: {
      environment: "happy-dom",
      include: ["src/**/*.test.ts", "scripts/**/*.test.mjs"],
      sequence: { shuffle: true },
      // A document for every file was nine tenths of the time. What one file leaves behind meets another in an order that changes.
      isolate: false,
      // The contrast test reads the real themes; without this every style sheet would come empty.
      css: { include: /\/theme\// },
    },
  };
});
