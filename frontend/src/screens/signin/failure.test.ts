import { expect, test } from "vitest";
import { Failure } from "../../link/http";
import { explain } from "./failure";

test("what the server says of a password, a demo or a lost database is passed on", () => {
  expect(explain(new Failure(401, "bad_credentials", "User name or password is wrong."))).toMatch(
    /password is wrong/,
  );
  expect(explain(new Failure(403, "demo_only_here", "A demo is for this machine."))).toBe(
    "A demo is for this machine.",
  );
});

test("too many tries say how long to wait, and that there is another way", () => {
  expect(explain(new Failure(429, "busy", "Too many.", 30))).toBe(
    "Too many. Next try in 30 s. If somebody is at risk, use phone or radio.",
  );
  expect(explain(new Failure(429, "too_many_attempts", "Too many.", 600))).toContain("in 10 minutes");
  expect(explain(new Failure(429, "busy", "Too many."))).not.toContain("Next try");
});

test("a fault of the page itself does not blame the server", () => {
  expect(explain(new TypeError("x"))).toMatch(/Load it again/);
});
