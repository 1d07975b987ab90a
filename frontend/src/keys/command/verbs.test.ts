import { expect, test } from "vitest";
import { ACTS } from "../../actions/registry";
import { VERB_GROUPS, VERBS, verbNamed } from "./verbs";

test("no two verbs share a name, and each is found by all of its names", () => {
  const names = VERBS.flatMap((verb) => verb.names);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  for (const verb of VERBS) {
    for (const name of verb.names) expect(verbNamed(name.toLowerCase()), name).toBe(verb);
  }
});

test("each verb says what it means, and by an example that begins with one of its names", () => {
  for (const verb of VERBS) {
    expect(verb.means.length, verb.names[0]).toBeGreaterThan(2);
    expect(verb.names as readonly string[], verb.example).toContain(verb.example.split(/[ .]/)[0]);
    expect(VERB_GROUPS as readonly string[]).toContain(verb.group);
  }
});

test("every act can be reached by a key or a verb, and shows it", () => {
  for (const act of ACTS) {
    const reached = act.keys.length > 0 || (act.verb !== undefined && verbNamed(act.verb) !== undefined);
    expect(reached, act.id).toBe(true);
    expect(act.label.length, act.id).toBeGreaterThan(2);
  }
});
