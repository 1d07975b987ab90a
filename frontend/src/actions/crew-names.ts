// Words for shifts and equipment, for the phone that signs on and for the desk that reads it.
import type { DutyShift, Equipment } from "../link/wire";

export const SHIFTS: Readonly<Record<DutyShift, string>> = {
  day: "Day",
  evening: "Evening",
  night: "Night",
  extra: "Extra",
};

export const EQUIPMENT: Readonly<Record<Equipment, string>> = {
  radio: "Radio",
  vehicle: "Vehicle",
  body_camera: "Body camera",
  keys: "Keys",
  trauma_kit: "Trauma kit",
  aed: "AED",
  naloxone: "Naloxone",
  vest: "Vest",
};
