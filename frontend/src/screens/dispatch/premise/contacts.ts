// A site's people by what they are called for: who first, who if not. Pure.
import type { Contact } from "../../../link/wire";

export interface Group {
  readonly role: string;
  readonly contacts: readonly Contact[];
}

/** In the order in which the roles first stand; within a role the deputies last. Who has no role is called for his title. */
export function byRole(contacts: readonly Contact[]): Group[] {
  const groups = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const role = contact.role || contact.title;
    groups.set(role, [...(groups.get(role) ?? []), contact]);
  }
  return [...groups].map(([role, found]) => ({
    role,
    contacts: [...found].sort((a, b) => (a.deputy ?? 0) - (b.deputy ?? 0)),
  }));
}
