import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

// Imports go one way, from right to left. A folder may use its own row and those before it.
const layers = [
  ["lib", "theme"],
  ["link"],
  ["sound", "state"],
  ["actions"],
  ["keys", "map", "parts"],
  ["screens"],
  ["entry", "sw"],
];

const layering = layers.flatMap((row, index) => {
  const above = layers.slice(index + 1).flat();
  if (above.length === 0) return [];
  return {
    files: row.map((folder) => `src/${folder}/**`),
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^\\.{1,2}/(.*/)?(${above.join("|")})(/|$)`,
              message: `${row.join(" and ")} may not know what stands above: ${above.join(", ")}.`,
            },
          ],
        },
      ],
    },
  };
});

export default ts.config(
  { ignores: ["dist/", ".dist-new/", "src/link/wire.gen.ts"] },
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["vite.config.ts", "scripts/page-worker.d.mts"] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: [".svelte"],
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-restricted-globals": ["error", { name: "alert" }, { name: "confirm" }, { name: "prompt" }],
      // A union that gains a member must be looked at everywhere.
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      "svelte/prefer-svelte-reactivity": "error",
      "svelte/button-has-type": "error",
      "svelte/no-target-blank": "error",
      "svelte/require-each-key": "error",
      "svelte/no-at-html-tags": "error",
      // One page an entry, served as files: there is no router whose paths could be resolved.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
  { files: ["**/*.js", "**/*.mjs"], extends: [ts.configs.disableTypeChecked] },
  layering,
);
