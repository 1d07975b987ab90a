import { expect, test } from "vitest";
import { Failure } from "./http";
import type { Settled } from "./outbox";
import {
  keptWords,
  PHOTO_MAX,
  PhotoOutbox,
  photoWords,
  type Photo,
  type Shelf,
  type Waiting,
} from "./photos";

const SAVED = { outcome: "saved", warnings: [] } as unknown as Settled;
const refusal = (code: string): Settled =>
  ({ outcome: "refused", code, message: `No: ${code}.` }) as unknown as Settled;

/** A server that knows files by their content, a phone that can lose its link, its room or its page. */
class Town {
  online = true;
  full = false;
  at = 0;
  rows = new Map<string, Photo>();
  arrived: string[] = [];
  attached = new Set<string>();
  answers: Settled[] = [];
  failures: Failure[] = [];
  shown: readonly Waiting[] = [];
  under = new Set<string>();
  box = this.page();

  page(): PhotoOutbox {
    const shelf: Shelf = {
      all: () => Promise.resolve([...this.rows.values()]),
      put: (photo) => {
        if (this.full) return Promise.reject(new DOMException("full", "QuotaExceededError"));
        this.rows.set(photo.id, photo);
        return Promise.resolve();
      },
      forget: (id) => Promise.resolve(void this.rows.delete(id)),
    };
    return new PhotoOutbox(shelf, {
      send: async (bytes) => {
        const failure = this.failures.shift();
        if (failure) throw failure;
        if (!this.online) throw new Failure(0, "unreachable", "No network.");
        const content = await bytes.text();
        this.arrived.push(content);
        return `hash of ${content}`;
      },
      attach: (photo, sha256) => {
        const answer = this.answers.shift() ?? SAVED;
        if (answer.outcome === "saved") this.attached.add(`${photo.call} ${sha256}`);
        return Promise.resolve(answer);
      },
      underWay: (sha256) => this.under.has(sha256),
      ready: () => this.online,
      now: () => this.at,
      changed: (waiting) => (this.shown = waiting),
    });
  }
}

function photo(id: string, changes: Partial<Photo> = {}): Photo {
  return {
    id,
    person: "p",
    call: "c1",
    number: "26-000001",
    name: `${id}.jpg`,
    textClass: "operational",
    takenAt: 0,
    bytes: new Blob([id]),
    sha256: null,
    ...changes,
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test("bytes go first, then the command, and then nothing waits any more", async () => {
  const town = new Town();
  expect(await town.box.add(photo("gate"))).toBe("kept");
  await settled();
  expect(town.arrived).toEqual(["gate"]);
  expect([...town.attached]).toEqual(["c1 hash of gate"]);
  expect(town.shown).toEqual([]);
  expect(town.rows.size).toBe(0);
});

test("what was taken without a link outlives the page and arrives once, in order", async () => {
  const town = new Town();
  town.online = false;
  for (const id of ["one", "two"]) await town.box.add(photo(id));
  await settled();
  expect(town.shown.map((one) => photoWords(one, false))).toEqual([
    "Waits for the link",
    "Waits for the link",
  ]);
  town.box = town.page();
  await town.box.look();
  expect(town.shown).toHaveLength(2);
  town.online = true;
  town.box.again();
  await settled();
  await settled();
  expect(town.arrived).toEqual(["one", "two"]);
  expect(town.attached.size).toBe(2);
  expect(town.rows.size).toBe(0);
});

test("a page that is killed between the bytes and the command sends no bytes again", async () => {
  const town = new Town();
  town.rows.set("gate", photo("gate", { sha256: "hash of gate" }));
  town.under.add("hash of gate");
  await town.box.look();
  await settled();
  expect(town.attached.size).toBe(0);
  // The command that waited in the other outbox has its answer.
  town.under.clear();
  town.at += 60_000;
  await town.box.work();
  await settled();
  expect(town.arrived).toEqual([]);
  expect(town.attached.size).toBe(1);
  expect(town.rows.size).toBe(0);
});

test("a phone without room says so, keeps what it had and still sends", async () => {
  const town = new Town();
  town.online = false;
  await town.box.add(photo("before"));
  town.full = true;
  expect(await town.box.add(photo("after"))).toBe("full");
  expect(town.rows.size).toBe(1);
  expect(town.shown.map((one) => one.kept)).toEqual(["kept", "full"]);
  expect(keptWords("full")).toContain("All else that waits is safe");
  town.online = true;
  town.box.again();
  await settled();
  await settled();
  expect(town.arrived).toEqual(["before", "after"]);
});

test("bytes that the server let go are sent once more", async () => {
  const town = new Town();
  town.answers = [refusal("no_such_file")];
  town.rows.set("gate", photo("gate", { sha256: "hash of gate" }));
  await town.box.look();
  await settled();
  town.at += 60_000;
  await town.box.work();
  await settled();
  expect(town.arrived).toEqual(["gate"]);
  expect(town.attached.size).toBe(1);
});

test("what the server cannot take is said and not tried again; what it cannot take now is tried later", async () => {
  const town = new Town();
  town.failures = [new Failure(507, "files_full", "There is no room for more files.")];
  await town.box.add(photo("gate"));
  await settled();
  expect(town.shown.map((one) => photoWords(one, true))).toEqual(["There is no room for more files."]);
  await town.box.work();
  expect(town.arrived).toEqual([]);
  town.at += 60_000;
  await town.box.work();
  await settled();
  expect(town.arrived).toEqual(["gate"]);

  town.failures = [new Failure(422, "file_unreadable", "The picture is damaged.")];
  await town.box.add(photo("torn"));
  await settled();
  town.at += 600_000;
  town.box.again();
  await settled();
  expect(town.shown.map((one) => photoWords(one, true))).toEqual(["Not attached. The picture is damaged."]);
  await town.box.giveUp("torn");
  expect([town.shown.length, town.rows.size]).toEqual([0, 0]);
});

test("a refusal of the command is shown and the next photo goes on", async () => {
  const town = new Town();
  town.answers = [refusal("too_many_files")];
  await town.box.add(photo("one"));
  await settled();
  await town.box.add(photo("two"));
  await settled();
  expect(town.shown.map((one) => one.photo.id)).toEqual(["one"]);
  expect(town.attached.size).toBe(1);
});

test("what is larger than the server takes never leaves the phone", async () => {
  const town = new Town();
  await town.box.add(photo("film", { bytes: { size: PHOTO_MAX + 1 } as Blob }));
  await settled();
  expect(town.arrived).toEqual([]);
  expect(town.shown[0]?.problem).toContain("15 MB fit");
});

test("signing out leaves nothing of this person", async () => {
  const town = new Town();
  town.online = false;
  await town.box.add(photo("one"));
  town.rows.set("two", photo("two"));
  await town.box.clear();
  expect([town.shown.length, town.rows.size]).toEqual([0, 0]);
});
