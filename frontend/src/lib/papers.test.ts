import { expect, test } from "vitest";
import { PAPERS, paperNamed } from "./papers";

test("a form is named by its number or by its word, and no word names two", () => {
  expect(paperNamed("214")?.code).toBe("214");
  expect(paperNamed("log")?.code).toBe("decisions");
  expect(paperNamed("briefing")?.code).toBe("201");
  expect(paperNamed("GRHS")).toBeUndefined();
  const words = PAPERS.flatMap((one) => one.words);
  expect(new Set(words).size).toBe(words.length);
});
