import { expect, test } from "vitest";
import { Failure } from "../../link/http";
import { explain } from "./failure";

test("a wrong password does not tell which of the two was wrong", () => {
  expect(explain(new Failure(401, "wrong", "no such user"))).toMatch(/Username or password/);
});

test("too many tries say how long to wait", () => {
  expect(explain(new Failure(429, "slow", "", 30))).toContain("in 30 seconds");
  expect(explain(new Failure(429, "slow", ""))).toContain("in a minute");
});

test("what the server says of a demo or a lost database is passed on", () => {
  expect(explain(new Failure(403, "demo", "A demo is for this machine only."))).toBe(
    "A demo is for this machine only.",
  );
  expect(explain(new TypeError("x"))).toMatch(/Load it again/);
});
