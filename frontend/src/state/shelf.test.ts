import { expect, test } from "vitest";
import { Shelf, tabName, type Kept, type Store } from "./shelf";

class Memory implements Store {
  kept = new Map<string, Kept>();
  writes = 0;
  fails = false;
  gate: Promise<void> = Promise.resolve();

  all = (): Promise<readonly Kept[]> => Promise.resolve([...this.kept.values()]);

  async write(puts: readonly Kept[], drops: readonly string[]): Promise<void> {
    this.writes += 1;
    await this.gate;
    if (this.fails) throw new Error("full");
    for (const one of puts) this.kept.set(one.key, one);
    for (const key of drops) this.kept.delete(key);
  }
}

test("what was put is there for its person, and nobody else", async () => {
  const store = new Memory();
  const mine = new Shelf(store, "maria");
  mine.put("a", "t1", 1, { text: "two" });
  await mine.settled();
  expect(await new Shelf(store, "maria").load()).toMatchObject([
    { key: "a", tab: "t1", value: { text: "two" } },
  ]);
  expect(await new Shelf(store, "jonas").load()).toEqual([]);
});

test("fast typing is written as often as the machine can, and ends with the newest", async () => {
  const store = new Memory();
  const shelf = new Shelf(store, "maria");
  let open: () => void = () => undefined;
  store.gate = new Promise((resolve) => (open = resolve));
  for (let n = 0; n < 50; n++) shelf.put("a", "t1", n, n);
  open();
  await shelf.settled();
  expect(store.kept.get("a")?.value).toBe(49);
  expect(store.writes).toBe(2);
});

test("a drop after a put leaves nothing, whatever was under way", async () => {
  const store = new Memory();
  const shelf = new Shelf(store, "maria");
  shelf.put("a", "t1", 1, "x");
  shelf.drop("a");
  await shelf.settled();
  expect(store.kept.size).toBe(0);
});

test("clearing takes all of this person and leaves the others'", async () => {
  const store = new Memory();
  const [mine, other] = [new Shelf(store, "maria"), new Shelf(store, "jonas")];
  mine.put("a", "t1", 1, "x");
  other.put("b", "t2", 1, "y");
  await mine.settled();
  await other.settled();
  mine.put("c", "t1", 2, "z");
  await mine.clear();
  expect([...store.kept.keys()]).toEqual(["b"]);
});

test("a machine that keeps nothing does no harm", async () => {
  const store = new Memory();
  store.fails = true;
  const shelf = new Shelf(store, "maria");
  shelf.put("a", "t1", 1, "x");
  await shelf.settled();
  store.all = () => Promise.reject(new Error("gone"));
  expect(await shelf.load()).toEqual([]);
});

test("a tab keeps its name over a reload", () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(tabName(store)).toBe(tabName(store));
});
