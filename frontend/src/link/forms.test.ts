import { expect, test } from "vitest";
import { named, paperAt, type Block } from "./forms";

test("a form is asked for by its code; what is not said is no part of the address", () => {
  const asked = { incident: "i/1", code: "214", format: "pdf", copy: "full" } as const;
  expect(paperAt({ ...asked, position: "A&7", from: "2026-11-27T08:00", to: "" })).toBe(
    "/api/incidents/i%2F1/forms/214?format=pdf&copy=full&position=A%267&from=2026-11-27T08%3A00",
  );
  expect(paperAt({ ...asked, code: "report", for: undefined })).toBe(
    "/api/incidents/i%2F1/forms/report?format=pdf&copy=full",
  );
});

test("of a chart the boxes are told in which somebody is named, and command first, whoever it is", () => {
  const box = (title: string, own: boolean) => ({ title, names: ["Lund"], own });
  const chart: Extract<Block, { kind: "chart" }> = {
    kind: "chart",
    no: "9",
    label: "Organization",
    top: box("Incident Commander", false),
    staff: [box("Safety Officer", true), box("Liaison Officer", false)],
    sections: [{ head: box("Operations", false), below: [box("Medical", true)] }],
  };
  expect(named(chart).map((one) => one.title)).toEqual(["Incident Commander", "Safety Officer", "Medical"]);
});
