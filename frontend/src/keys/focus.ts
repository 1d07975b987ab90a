// Where the focus is, for the keymap; and one stop for Tab in each list, arrows inside it.
import type { Attachment } from "svelte/attachments";
import type { Focus } from "./keymap";

const TYPED = new Set([
  "text",
  "search",
  "tel",
  "email",
  "number",
  "password",
  "date",
  "time",
  "datetime-local",
]);

function isField(node: Element | null): boolean {
  if (node instanceof HTMLInputElement) return TYPED.has(node.type);
  return node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;
}

export function focusNow(): Focus {
  return {
    dialog: document.querySelector("dialog[open]") !== null,
    field: isField(document.activeElement),
  };
}

/** Makes a list one stop for Tab: arrows, Home and End move among the elements marked ``data-row``. */
export function roving(): Attachment<HTMLElement> {
  return (node) => {
    const rows = (): HTMLElement[] => [...node.querySelectorAll<HTMLElement>("[data-row]")];
    const settle = (): void => {
      const all = rows();
      const current =
        all.find((row) => row.tabIndex === 0) ?? all.find((row) => row.dataset["current"] === "true");
      const stop = current ?? all[0];
      // Writing what is there already costs a style of each row, many times a second on a busy board.
      for (const row of all)
        if ((row.tabIndex === 0) !== (row === stop)) row.tabIndex = row === stop ? 0 : -1;
    };
    const go = (to: HTMLElement | undefined): void => {
      if (!to) return;
      for (const row of rows()) row.tabIndex = row === to ? 0 : -1;
      to.focus();
      to.scrollIntoView({ block: "nearest" });
    };
    const key = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const all = rows();
      const at = all.indexOf(document.activeElement as HTMLElement);
      if (at === -1) return;
      const across = node.dataset["across"] === "true";
      const next = across ? "ArrowRight" : "ArrowDown";
      const before = across ? "ArrowLeft" : "ArrowUp";
      const target =
        event.key === next
          ? all[at + 1]
          : event.key === before
            ? all[at - 1]
            : event.key === "Home"
              ? all[0]
              : event.key === "End"
                ? all.at(-1)
                : null;
      if (target === null) return;
      event.preventDefault();
      go(target);
    };
    const focusin = (event: FocusEvent): void => {
      const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]");
      if (!row || !node.contains(row)) return;
      for (const one of rows()) one.tabIndex = one === row ? 0 : -1;
    };
    const watch = new MutationObserver(settle);
    watch.observe(node, { childList: true, subtree: true });
    node.addEventListener("keydown", key);
    node.addEventListener("focusin", focusin);
    settle();
    return () => {
      watch.disconnect();
      node.removeEventListener("keydown", key);
      node.removeEventListener("focusin", focusin);
    };
  };
}

/** Where the focus goes when a dialog opens, or when this appears in an open one. */
export function first(node: HTMLElement): void {
  node.setAttribute("autofocus", "");
  if (node.closest("dialog[open]")) node.focus();
}

/** Puts letters into a field as if they had been typed there; anything else takes none. */
export function typeInto(node: Element | null, letters: string): void {
  if (!(node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && TYPED.has(node.type))))
    return;
  node.value += letters;
  node.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: letters }));
}

/** Hears the keys of everything inside, before the page does. */
export function keys(heard: (event: KeyboardEvent) => void): Attachment<HTMLElement> {
  return (node) => {
    node.addEventListener("keydown", heard);
    return () => node.removeEventListener("keydown", heard);
  };
}
