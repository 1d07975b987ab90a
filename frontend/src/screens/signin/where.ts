// Which page a role works on, and what its people call themselves.

const PAGES: Readonly<Record<string, string>> = {
  dispatcher: "/console",
  supervisor: "/console",
  auditor: "/console",
  patrol_officer: "/unit/",
  campus_security_officer: "/unit/",
  sro: "/unit/",
  site_team_member: "/school/",
  liaison: "/liaison/",
};

const WORDS: Readonly<Record<string, string>> = {
  dispatcher: "Dispatcher",
  supervisor: "Supervisor",
  auditor: "Auditor",
  patrol_officer: "Patrol officer",
  campus_security_officer: "Campus security officer",
  sro: "School resource officer",
  site_team_member: "Site team member",
  liaison: "Liaison",
  threat_team: "Threat team",
  trainer: "Trainer",
  administrator: "Administrator",
  device: "Device",
};

/** Null: this release has no screen for the role. */
export function pageOf(role: string): string | null {
  return PAGES[role] ?? null;
}

export function roleWord(role: string): string {
  return WORDS[role] ?? role.replaceAll("_", " ");
}
