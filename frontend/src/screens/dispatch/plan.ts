// Who a type of call usually wants, in words: the codes of the response plans as people say them. Pure.

const KINDS: Readonly<Record<string, string>> = {
  "911": "911",
  PAT: "patrol",
  CSO: "campus security",
  SRO: "SRO",
  SUP: "supervisor",
  SRT: "building team",
  TM: "threat management",
  CRT: "crisis team",
  EM: "emergency manager",
  FAC: "facilities",
  TRN: "transportation",
  PIO: "PIO",
  EXEC: "duty executive",
};

/** 911 first, 2 patrol, SRO. */
export function planWords(units: readonly string[]): string {
  const words = units.map((one) => {
    const [kind = "", many] = one.split("*");
    const name = KINDS[kind] ?? kind;
    if (kind === "911") return "911 first";
    if (many === undefined) return name;
    return many === "all-near" ? `all ${name} near` : `${many} ${name}`;
  });
  return words.join(", ");
}
