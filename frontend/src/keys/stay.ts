// What is being worked stays where it is on the screen. When something is pushed in above a list, or its neighbour grows, the list scrolls
// by as much under the row that the pointer is on, else the one that has the focus. Where there is nothing to scroll, the row's own list
// moves behind its head until the pointer goes. A list that stands above gives way first. A row is never hidden by it.
import type { Attachment } from "svelte/attachments";

const EPSILON = 0.5;

/** What a list above is left with: one row. */
const LEAST = 49;

/**
 * For a list of ``data-row`` elements that scrolls; its first child moves by the style ``--stay``, see core.css.
 * ``above``: which list between it and the top gives way.
 */
export function stay(above?: string): Attachment<HTMLElement> {
  return (list) => {
    let over: HTMLElement | null = null;
    let at = 0;
    let listAt = 0;
    let shift = 0;
    let pointerAt = "";

    const rowOf = (target: EventTarget | null): HTMLElement | null => {
      const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
      return row !== null && list.contains(row) ? row : null;
    };
    const held = (): HTMLElement | null =>
      over !== null && list.contains(over) ? over : rowOf(document.activeElement);
    const note = (): void => {
      const row = held();
      if (row === null) return;
      at = row.getBoundingClientRect().top;
      listAt = list.getBoundingClientRect().top;
    };
    const upper = (): HTMLElement | null =>
      above === undefined ? null : (list.parentElement?.querySelector<HTMLElement>(above) ?? null);
    const squeeze = (node: HTMLElement | null, height: string): void => {
      if (node === null || node.style.height === height) return;
      node.style.height = height;
      node.style.maxHeight = height === "" ? "" : "none";
    };
    const set = (to: number): void => {
      if (to === shift) return;
      shift = to;
      list.style.setProperty("--stay", `${shift}px`);
      // The browser's own anchoring would take back what is done here.
      list.style.overflowAnchor = shift === 0 ? "" : "none";
    };
    const free = (): void => {
      set(0);
      squeeze(upper(), "");
    };
    const settle = (): void => {
      const row = held();
      if (row === null) {
        free();
        return;
      }
      const pushed = list.getBoundingClientRect().top - listAt;
      const node = upper();
      if (node !== null && Math.abs(pushed) >= EPSILON)
        squeeze(node, `${Math.max(LEAST, node.getBoundingClientRect().height - pushed)}px`);
      const wanted = Math.max(at, list.getBoundingClientRect().top);
      const by = row.getBoundingClientRect().top - wanted;
      if (Math.abs(by) >= EPSILON) {
        const before = list.scrollTop;
        list.scrollTop = before + by;
        const rest = by - (list.scrollTop - before);
        if (Math.abs(rest) >= EPSILON) set(shift - rest);
      }
      note();
    };

    const move = (event: PointerEvent): void => {
      if (event.pointerType === "touch") return;
      // A browser says so too when it is the page that moved under a pointer that lies still: that is what is to be taken back.
      const here = `${event.clientX} ${event.clientY}`;
      if (here === pointerAt && over !== null && list.contains(over)) return;
      pointerAt = here;
      over = rowOf(event.target);
      note();
    };
    const gone = (): void => {
      document.removeEventListener("pointermove", away);
      over = null;
      free();
      note();
    };
    // A pointer that lies still is left by the page, before anybody could put the row back: it has gone when it is somewhere else.
    const away = (event: PointerEvent): void => {
      if (event.target instanceof Node && list.contains(event.target))
        document.removeEventListener("pointermove", away);
      else if (`${event.clientX} ${event.clientY}` !== pointerAt) gone();
    };
    const leave = (event: PointerEvent): void => {
      if (`${event.clientX} ${event.clientY}` === pointerAt) document.addEventListener("pointermove", away);
      else gone();
    };
    // Who scrolls by himself wants to see what is there.
    const wheel = (): void => {
      pointerAt = "";
      set(0);
    };
    const focusin = (): void => {
      if (over === null) free();
      note();
    };

    const watch = new ResizeObserver(settle);
    watch.observe(list);
    if (list.parentElement) watch.observe(list.parentElement);
    list.classList.add("stays");
    list.addEventListener("pointermove", move);
    list.addEventListener("pointerleave", leave);
    list.addEventListener("wheel", wheel, { passive: true });
    list.addEventListener("scroll", note, { passive: true });
    list.addEventListener("focusin", focusin);
    return () => {
      watch.disconnect();
      document.removeEventListener("pointermove", away);
      list.removeEventListener("pointermove", move);
      list.removeEventListener("pointerleave", leave);
      list.removeEventListener("wheel", wheel);
      list.removeEventListener("scroll", note);
      list.removeEventListener("focusin", focusin);
    };
  };
}
