import { expect, test } from "vitest";
import { typesOf, withoutTitles } from "./gen-types.mjs";

const schema = {
  title: "Wire",
  type: "object",
  properties: { message: { $ref: "#/$defs/Message" } },
  required: ["message"],
  additionalProperties: false,
  $defs: {
    Message: { oneOf: [{ $ref: "#/$defs/Beat" }, { $ref: "#/$defs/Note" }], title: "Message" },
    Beat: {
      title: "Beat",
      type: "object",
      properties: { type: { const: "beat", title: "Type" }, seq: { type: "integer", title: "Seq" } },
      required: ["type"],
      additionalProperties: false,
    },
    Note: {
      title: "Note",
      type: "object",
      properties: { type: { const: "note", title: "Type" }, title: { type: "string", title: "Title" } },
      required: ["type", "title"],
      additionalProperties: false,
    },
  },
};

test("titles go, a property that is called title stays", () => {
  const bare = withoutTitles(schema);
  expect(JSON.stringify(bare)).not.toMatch(/"title":"/);
  expect(bare.$defs.Note.properties.title).toEqual({ type: "string" });
});

test("a union of messages becomes a union that narrows by its type", async () => {
  const types = await typesOf(schema);
  expect(types).toContain("export type Message = Beat | Note;");
  expect(types).toMatch(/export interface Beat \{\s+type: "beat";\s+seq\?: number;\s+\}/);
  expect(types).not.toMatch(/export type (Type|Seq|Title)\d* =/);
});
