// What the person looks at: one call, one unit, one site. It drives map, timeline and grouping; frames never change it.

export type SelectedKind = "call" | "unit" | "site" | "action";

export interface Selected {
  readonly kind: SelectedKind;
  readonly id: string;
}

export class Selection {
  current = $state.raw<Selected | null>(null);

  select(kind: SelectedKind, id: string): void {
    this.current = { kind, id };
  }

  clear(): void {
    this.current = null;
  }

  is(kind: SelectedKind, id: string): boolean {
    return this.current?.kind === kind && this.current.id === id;
  }

  /** The id of what is selected, when it is of this kind. */
  idOf(kind: SelectedKind): string | null {
    return this.current?.kind === kind ? this.current.id : null;
  }
}
