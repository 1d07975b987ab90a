import { describe, expect, test } from "vitest";
import day from "./day.css?raw";
import night from "./night.css?raw";
import sun from "./sun.css?raw";
import { ACTION_LOOK, STATUS_LOOK } from "./status";

function tokens(css: string): Map<string, string> {
  return new Map(
    [...css.matchAll(/(--[a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const themes = { night: tokens(night), day: tokens(day), sun: tokens(sun) };
/** Sunlight on the glass takes most of a contrast away. */
const least: Readonly<Record<string, number>> = { sun: 7 };
const grounds = ["--bg", "--surface", "--raised", "--selection"];
const statuses = Object.values(STATUS_LOOK).map((look) => look.token);
const actions = Object.values(ACTION_LOOK);

const text: [string, string][] = [
  ...[
    "--fg",
    "--fg2",
    "--fg3",
    "--warn",
    "--focus",
    "--danger",
    "--ok",
    "--drill",
    "--exercise",
    "--replay",
  ].flatMap((name) => grounds.map((ground): [string, string] => [name, ground])),
  ...statuses.flatMap((name) => grounds.map((ground): [string, string] => [name, ground])),
  ...actions.flatMap(({ token, ground }): [string, string][] => [
    ["--on-fill", token],
    [token, "--surface"],
    [token, ground],
    ["--fg", ground],
    ["--fg2", ground],
  ]),
  ["--on-warn", "--warn"],
  ["--on-focus", "--focus"],
  ["--on-primary", "--primary"],
  ["--alarm-fg", "--alarm-bg"],
  ["--alarm-fg2", "--alarm-bg"],
  ["--danger", "--alarm-bg"],
  ["--fg", "--land"],
  ["--fg2", "--land"],
];

describe.each(Object.entries(themes))("%s", (name_, theme) => {
  const value = (name: string): string => {
    const found = theme.get(name);
    if (!found) throw new Error(`${name} has no value`);
    return found;
  };

  test.each(text)("%s can be read on %s", (front, ground) => {
    expect(contrast(value(front), value(ground))).toBeGreaterThanOrEqual(least[name_] ?? 4.5);
  });

  test("a control's edge can be seen on every surface", () => {
    for (const ground of grounds) expect(contrast(value("--fg3"), value(ground))).toBeGreaterThanOrEqual(3);
  });
});

test("all themes give the same tokens a value", () => {
  for (const one of [themes.day, themes.sun])
    expect([...one.keys()].sort()).toEqual([...themes.night.keys()].sort());
});
