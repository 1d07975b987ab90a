import { expect, test } from "vitest";
import {
  callFields,
  draftName,
  draftOf,
  EMPTY_DRAFT,
  entriesIn,
  isEmpty,
  problemIn,
  reportFields,
  type Draft,
} from "./draft";

const NOW = new Date(2026, 10, 23, 10, 30).getTime();
const draft = (more: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, type: "FIGHT", site: "GRHS", ...more });

test("what was not said is not sent, and a report keeps its own place", () => {
  const fields = callFields(draft({ room: "214", caller: " " }), false, NOW);
  expect(fields).toEqual({
    call_type: "FIGHT",
    site: "GRHS",
    room: "214",
    source: "PHONE_DISTRICT_EMERGENCY_LINE",
    text_class: "operational",
    distinct: false,
  });
  expect(reportFields(fields, "c1")).toEqual({
    call: "c1",
    site: "GRHS",
    room: "214",
    source: "PHONE_DISTRICT_EMERGENCY_LINE",
    text_class: "operational",
  });
});

test("off site: words and coordinates, and no room of a school", () => {
  const off = draft({ site: null, room: "214", address: "4th and Elm", coordinates: "39.74, -105.2" });
  expect(problemIn(off, NOW)).toBeNull();
  const fields = callFields(off, true, NOW);
  expect(fields).toMatchObject({
    address: "4th and Elm",
    lat_e7: 397_400_000,
    lon_e7: -1_052_000_000,
    distinct: true,
  });
  expect(fields).not.toHaveProperty("room");
  expect(reportFields(fields, "c1")).toMatchObject({ lat_e7: 397_400_000, lon_e7: -1_052_000_000 });
});

test("when it happened and when it is to be worked are moments", () => {
  const fields = callFields(draft({ happened: "5m", scheduled: "14:30" }), false, NOW);
  expect(fields.t_event).toBe(new Date(NOW - 300_000).toISOString());
  expect(fields.scheduled_for).toBe(new Date(2026, 10, 23, 14, 30).toISOString());
});

test.each([
  [{ type: null }, /^Say what it is/],
  [{ site: null }, /^Say where/],
  [{ site: null, siteWords: "Grantie" }, /No site is called “Grantie”.*Ctrl\+Down/],
  [{ coordinates: "somewhere" }, /no coordinates/],
  [{ caller: "x".repeat(201) }, /201 characters.*Nothing was cut/],
  [{ happened: "yesterday" }, /When did it happen/],
  [{ scheduled: "soon" }, /For when/],
  [{ source: "SAFE2TELL" as const, text: "a boy said" }, /id only/],
])("%o: a sentence that says what to do", (more, sentence) =>
  expect(problemIn(draft(more), NOW)).toMatch(sentence),
);

test("twenty thousand characters are all there, in as many entries as it takes", () => {
  const text = Array.from({ length: 4_000 }, (_, n) => `w${n}`).join(" ");
  const entries = entriesIn(text);
  expect(entries.join(" ")).toBe(text);
  expect(entries.every((one) => one.length <= 4_000 && one.length > 0)).toBe(true);
  expect(entries.length).toBe(Math.ceil(text.length / 4_000));
  expect(callFields(draft({ text }), false, NOW).text).toBe(entries[0]);
});

test("a text without a space, and one of characters of two halves, lose nothing either", () => {
  for (const text of ["x".repeat(20_000), "😀".repeat(6_000), `a${"😀".repeat(6_000)}`]) {
    const entries = entriesIn(text);
    expect(entries.join("")).toBe(text);
    expect(entries.every((one) => one.length <= 4_000 && !/^[\uDC00-\uDFFF]/.test(one))).toBe(true);
  }
  expect(entriesIn("short")).toEqual(["short"]);
  expect(entriesIn("  ")).toEqual([""]);
});

test("what was kept by an older page is understood, and what is no draft is an empty one", () => {
  expect(draftOf({ text: "two students", site: "GRHS", nosuch: 1, room: 7 })).toEqual({
    ...EMPTY_DRAFT,
    text: "two students",
    site: "GRHS",
  });
  expect(draftOf(null)).toEqual(EMPTY_DRAFT);
  expect(isEmpty(draftOf("junk"))).toBe(true);
});

test("a draft is named by what is known of it", () => {
  expect(draftName(draft({}))).toBe("FIGHT GRHS");
  expect(draftName({ ...EMPTY_DRAFT, text: "someone at the fence" })).toBe("someone at the fence");
});
