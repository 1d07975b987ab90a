import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stay } from "./stay";

// A list as a browser lays it out: rows of 50 px under its top edge, moved by its scrolling and by --stay.
let top = 100;
let scrolled = 0;
let most = 0;
let settle: () => void = () => undefined;
let list: HTMLElement;
let rows: HTMLElement[];
let end: ReturnType<ReturnType<typeof stay>>;

const shift = (): number => Number.parseFloat(list.style.getPropertyValue("--stay") || "0");
const topOf = (n: number): number => rows[n]?.getBoundingClientRect().top ?? Number.NaN;

beforeEach(() => {
  [top, scrolled, most] = [100, 0, 0];
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(heard: () => void) {
        settle = heard;
      }
      observe(): void {
        // What it watches is the test's own doing.
      }
      disconnect(): void {
        settle = () => undefined;
      }
    },
  );
  document.body.innerHTML = '<section><div id="list"></div></section>';
  list = document.querySelector("#list") ?? document.body;
  Object.defineProperty(list, "scrollTop", {
    get: () => scrolled,
    set: (to: number) => (scrolled = Math.min(most, Math.max(0, to))),
  });
  list.getBoundingClientRect = () => ({ top }) as DOMRect;
  rows = Array.from({ length: 6 }, (_, n) => {
    const row = document.createElement("div");
    row.dataset["row"] = "";
    row.tabIndex = -1;
    row.getBoundingClientRect = () => ({ top: top + n * 50 - scrolled + shift() }) as DOMRect;
    list.append(row);
    return row;
  });
  end = stay()(list);
});
afterEach(() => {
  end?.();
  vi.unstubAllGlobals();
});

function point(n: number): void {
  const where = { clientX: 40, clientY: 120 + n * 50 };
  rows[n]?.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, pointerType: "mouse", ...where }));
}

const left = { clientX: 600, clientY: 20 };

test("what is pushed in above is scrolled away under the pointer", () => {
  most = 200;
  point(2);
  top = 146;
  settle();
  expect([topOf(2), scrolled, shift()]).toEqual([200, 46, 0]);
  top = 100;
  settle();
  expect([topOf(2), scrolled]).toEqual([200, 0]);
});

test("where nothing can be scrolled the list moves until the pointer goes", () => {
  most = 20;
  point(3);
  top = 146;
  settle();
  expect([topOf(3), scrolled, shift()]).toEqual([250, 20, -26]);
  list.dispatchEvent(new PointerEvent("pointerleave", left));
  expect(shift()).toBe(0);
});

test("the page that moves away under a pointer that lies still is put back; a pointer that then goes lets go", () => {
  most = 200;
  point(2);
  const still = { clientX: 40, clientY: 220 };
  top = 146;
  rows[1]?.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, pointerType: "mouse", ...still }));
  list.dispatchEvent(new PointerEvent("pointerleave", still));
  settle();
  expect([topOf(2), scrolled]).toEqual([200, 46]);
  document.dispatchEvent(new PointerEvent("pointermove", left));
  top = 192;
  settle();
  expect([topOf(2), scrolled]).toEqual([246, 46]);
});

test("a row is never hidden behind what is above it", () => {
  point(0);
  top = 146;
  settle();
  expect(topOf(0)).toBe(146);
});

test("without a pointer the focused row stays, and with neither nothing is held", () => {
  rows[3]?.focus();
  top = 146;
  settle();
  expect(topOf(3)).toBe(250);
  rows[3]?.blur();
  settle();
  expect(shift()).toBe(0);
  top = 192;
  settle();
  expect(topOf(3)).toBe(342);
});

test("a list above gives way first, and has its room again when the pointer goes", () => {
  end?.();
  const above = document.createElement("div");
  above.dataset["pane"] = "pending";
  let height = 200;
  above.getBoundingClientRect = () =>
    ({ height: Number.parseFloat(above.style.height) || height }) as DOMRect;
  list.before(above);
  const under = top - height;
  list.getBoundingClientRect = () => ({ top: under + above.getBoundingClientRect().height }) as DOMRect;
  for (const [n, row] of rows.entries())
    row.getBoundingClientRect = () =>
      ({ top: list.getBoundingClientRect().top + n * 50 - scrolled + shift() }) as DOMRect;
  end = stay("[data-pane='pending']")(list);
  point(1);
  height = 249;
  expect(topOf(1)).toBe(199);
  above.style.height = "249px";
  settle();
  expect([topOf(1), above.style.height, shift()]).toEqual([150, "200px", 0]);
  list.dispatchEvent(new PointerEvent("pointerleave", left));
  expect([topOf(1), above.style.height]).toEqual([199, ""]);
});

test("who scrolls sees the list as it is", () => {
  point(3);
  top = 146;
  settle();
  list.dispatchEvent(new WheelEvent("wheel"));
  expect(shift()).toBe(0);
});
