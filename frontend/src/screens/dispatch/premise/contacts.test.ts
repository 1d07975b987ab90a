import { expect, test } from "vitest";
import { byRole } from "./contacts";

const contact = (name: string, role: string, deputy = 0) => ({
  name,
  title: `${name}'s title`,
  phone: "1",
  role,
  deputy,
});

test("by role, whoever is called first in front, deputies in their order", () => {
  const groups = byRole([
    contact("C", "In charge", 2),
    contact("A", "In charge"),
    contact("O", "Office"),
    contact("B", "In charge", 1),
    contact("X", ""),
  ]);
  expect(groups.map(({ role, contacts }) => [role, contacts.map((one) => one.name).join("")])).toEqual([
    ["In charge", "ABC"],
    ["Office", "O"],
    ["X's title", "X"],
  ]);
});
