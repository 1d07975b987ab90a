import { expect, test } from "vitest";
import catalog from "../../link/catalog.gen.json";
import { pageOf, roleWord } from "./where";

test("desk roles work on the console, field roles on the unit page, a school's team on its own, the others nowhere yet", () => {
  const pages = Object.fromEntries(catalog.roles.map((role) => [role, pageOf(role)]));
  expect(pages).toEqual({
    dispatcher: "/console",
    supervisor: "/console",
    auditor: "/console",
    patrol_officer: "/unit/",
    campus_security_officer: "/unit/",
    sro: "/unit/",
    site_team_member: "/school/",
    liaison: "/liaison/",
    threat_team: null,
    trainer: null,
    wall: null,
    administrator: null,
    device: null,
  });
});

test("every role has a word of its own", () => {
  const words = catalog.roles.map(roleWord);
  expect(new Set(words).size).toBe(catalog.roles.length);
  expect(words.filter((word) => word.includes("_"))).toEqual([]);
});
