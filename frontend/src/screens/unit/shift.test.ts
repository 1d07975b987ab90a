import { describe, expect, it } from "vitest";
import {
  choices,
  faulty,
  inOrder,
  remember,
  remembered,
  shiftAt,
  signOnFields,
  touched,
  type Looked,
} from "./shift";

function store(text: string | null = null): Pick<Storage, "getItem" | "setItem"> {
  let kept = text;
  return { getItem: () => kept, setItem: (_, value) => (kept = value) };
}
const said = { shift: "day", vehicle: "12", partner: "Lee Park", capabilities: ["armed"] } as const;

describe("what is remembered for the next shift", () => {
  it("is the last vehicle and partner first, and each once", () => {
    const phone = store();
    remember(phone, "A7", said);
    remember(phone, "A7", { ...said, vehicle: "14", partner: "" });
    remember(phone, "A9", { ...said, capabilities: ["K9"] });
    expect(remembered(phone)).toEqual({
      vehicles: ["12", "14"],
      partners: ["Lee Park"],
      capabilities: { A7: ["armed"], A9: ["K9"] },
    });
  });

  it.each([null, "{", "[]", '{"vehicles":7,"partners":[1,"x"],"capabilities":{"A7":"x"}}'])(
    "is nothing that can't be read: %s",
    (text) => {
      const { vehicles, capabilities } = remembered(store(text));
      expect(vehicles).toEqual([]);
      expect(Object.values(capabilities).flat()).toEqual([]);
    },
  );

  it("does without a store, and with a full one", () => {
    expect(remembered(null).vehicles).toEqual([]);
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error("full");
      },
    };
    expect(() => remember(full, "A7", said)).not.toThrow();
  });
});

describe("the order", () => {
  it("says what was said and leaves out what was not", () => {
    expect(signOnFields("A7", { ...said, vehicle: " ", partner: "" }, {}, "")).toEqual({
      unit: "A7",
      shift: "day",
      partners: [],
      capabilities: ["armed"],
      equipment: [],
    });
    const looked: Looked = { radio: true, aed: false };
    expect(signOnFields("A7", { ...said, partner: "Lee Park, Jo Marsh" }, looked, " battery low ")).toEqual({
      unit: "A7",
      shift: "day",
      vehicle: "12",
      partners: ["Lee Park", "Jo Marsh"],
      capabilities: ["armed"],
      equipment: [
        { item: "radio", ok: true },
        { item: "aed", ok: false },
      ],
      faults: "battery low",
    });
    expect(signOnFields("A7", said, inOrder(), "forgotten")).not.toHaveProperty("faults");
  });

  it("goes through in order, not in order and not looked at, touch by touch", () => {
    let looked: Looked = {};
    looked = touched(looked, "aed");
    expect(looked).toEqual({ aed: true });
    looked = touched(looked, "aed");
    expect([looked, faulty(looked)]).toEqual([{ aed: false }, ["aed"]]);
    expect(touched(looked, "aed")).toEqual({});
  });
});

describe("what is offered", () => {
  it("is the shift that begins about now", () => {
    expect([6, 14, 22, 2].map(shiftAt)).toEqual(["day", "evening", "night", "night"]);
  });

  it("is what the roster says first, and nothing twice", () => {
    expect(choices(["keys", "AED"], ["AED", "Spanish"]).slice(0, 3)).toEqual(["keys", "AED", "Spanish"]);
    expect(new Set(choices(["keys"], [])).size).toBe(choices(["keys"], []).length);
  });
});
