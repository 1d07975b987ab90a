import { describe, expect, it } from "vitest";
import { decisionGroups, FACT_WORDS, posts, regimeOf } from "./model";

const OF = { law: "MPD", fire: "WRFD" };
const charge = (form: string | null, ...agencies: string[]) => ({
  form,
  names: agencies.map((agency) => ({ agency })),
});

describe("who is in command, as the matrix asks it", () => {
  it("is the school while nobody is, and while the district's own people are", () => {
    expect(regimeOf(charge(null), OF)).toBe("school");
    expect(regimeOf(charge("single", "PMSD"), OF)).toBe("school");
  });
  it("is the law's, the fire's or unified command's", () => {
    expect(regimeOf(charge("single", "MPD"), OF)).toBe("law");
    expect(regimeOf(charge("single", "WRFD"), OF)).toBe("fire");
    expect(regimeOf(charge("unified", "MPD", "WRFD"), OF)).toBe("unified");
  });
});

describe("the decisions to choose from", () => {
  const groups = decisionGroups(new Set(["school"]), "law", new Set(["NOTIFY_FAMILIES"]));
  it("begin with what nobody has decided, then what is one's own", () => {
    expect(groups.map((one) => one.label)).toEqual([
      "Nobody has decided",
      "Yours to decide",
      "For others to decide",
    ]);
    expect(groups[0]?.rows.map((one) => one.code)).toEqual(["NOTIFY_FAMILIES"]);
    expect(groups[1]?.rows.map((one) => one.code)).toContain("STUDENT_CUSTODY");
    expect(groups[2]?.rows.map((one) => one.code)).toContain("TACTICS");
  });
  it("name each once", () => {
    const codes = groups.flatMap((one) => one.rows.map((row) => row.code));
    expect(new Set(codes).size).toBe(codes.length);
  });
  it("leave a group out that has none", () => {
    expect(decisionGroups(new Set(["school"]), "law", new Set()).map((one) => one.label)).not.toContain(
      "Nobody has decided",
    );
  });
});

describe("words by one touch", () => {
  it("let every kind of fact but an unknown one be said without typing", () => {
    expect(FACT_WORDS.filter((one) => one.words === "").map((one) => one.kind)).toEqual(["other"]);
  });
  it("offer the planned command post first, and none twice", () => {
    expect(posts("South lot", "Granite Ridge", "A7")).toEqual([
      "South lot",
      "Main office, Granite Ridge",
      "At A7's car",
    ]);
    expect(posts(null, null, null)).toEqual([]);
  });
});
