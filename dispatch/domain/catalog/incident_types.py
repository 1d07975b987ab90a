"""What kinds of calls there are: priority, suggested protective action, who is usually sent, and the APCO common code.

Priorities: P1 life at risk now; P2 urgent, in progress or can turn; P3 prompt, no present danger; P4 routine; P5 record only. The
action is a suggestion offered as one key, never applied by itself. APCO codes are those of ANS 2.103.2-2019, for exports. ``family``
groups the types that may be two reports of one thing (the duplicate test).
"""

from __future__ import annotations

from dataclasses import dataclass

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType as A
from dispatch.domain.catalog.protective_actions import Hazard


@dataclass(frozen=True, slots=True)
class IncidentType:
    """One type of call.

    ``units`` are resource classes in the order they are wanted (``911``: confirm that the PSAP has the call before anything else;
    ``PAT*2``: two patrol units). ``restricted`` types are named to the desk only.
    """

    code: str
    label: str
    priority: int
    family: str
    apco: str
    units: tuple[str, ...] = ()
    action: A | None = None
    alt_action: A | None = None
    prompt: str | None = None
    restricted: bool = False
    opens_case: bool = False
    multi_site: bool = False
    mode: Mode | None = None
    ics_type: int | None = None
    hazard: Hazard | None = None
    age_or_need: str | None = None


_ALL = (
    IncidentType(
        "ACTSHT",
        "Active assailant / shots heard",
        1,
        "VIOLENCE",
        "ACTSHOOT",
        units=("911", "PAT*all-near", "SRO", "SUP", "EM", "EXEC", "PIO"),
        action=A.LOCKDOWN,
        ics_type=3,
    ),
    IncidentType(
        "WEAPON",
        "Weapon seen or reported on campus",
        1,
        "VIOLENCE",
        "WEAPON",
        units=("911", "PAT*2", "SRO", "CSO", "SUP", "TM"),
        action=A.HOLD,
        alt_action=A.LOCKDOWN,
    ),
    IncidentType(
        "INTRUD",
        "Intruder / unauthorised person inside",
        1,
        "VIOLENCE",
        "TRESPASS",
        units=("911", "PAT*2", "SRO", "CSO", "SUP"),
        action=A.LOCKDOWN,
    ),
    IncidentType(
        "PANIC",
        "Panic device / duress alarm",
        1,
        "VIOLENCE",
        "ALRPANS",
        units=("911", "PAT*2", "CSO", "SRO", "SUP"),
    ),
    IncidentType(
        "OFCEMR",
        "Officer emergency (button or call)",
        1,
        "OFFICER",
        "HLP1",
        units=("911", "PAT*all-near", "SUP"),
        action=A.SECURE,
    ),
    IncidentType(
        "HOSTAG",
        "Hostage / barricade",
        1,
        "VIOLENCE",
        "HOSTAGE",
        units=("911", "PAT*2", "SRO", "SUP", "EM", "EXEC"),
        action=A.LOCKDOWN,
    ),
    IncidentType(
        "SWATNG",
        "Unverified violent-threat call (possible swatting)",
        1,
        "VIOLENCE",
        "THREATS",
        units=("911", "PAT*2", "SRO", "SUP", "EM"),
        action=A.SECURE,
    ),
    IncidentType(
        "BOMBTH",
        "Bomb threat",
        1,
        "BOMB",
        "BOMB",
        units=("911", "PAT*2", "SRO", "SUP", "EM", "TM"),
        action=A.HOLD,
        alt_action=A.EVACUATE,
    ),
    IncidentType(
        "SUSPKG",
        "Suspicious package / device",
        1,
        "BOMB",
        "BOMB",
        units=("911", "PAT", "SRO", "SUP", "EM"),
        action=A.EVACUATE,
    ),
    IncidentType(
        "STAB",
        "Stabbing / serious assault with injury",
        1,
        "VIOLENCE",
        "STABBING",
        units=("911", "PAT*2", "SRO", "SUP"),
        action=A.LOCKDOWN,
    ),
    IncidentType(
        "CARDIA",
        "Cardiac arrest / unconscious not breathing",
        1,
        "MEDICAL",
        "CARDIAC",
        units=("911", "CSO", "SRT", "PAT"),
        action=A.HOLD,
        prompt="CPR now; AED location; meet EMS",
    ),
    IncidentType(
        "MEDLIF",
        "Life-threatening medical (seizure >5 min, anaphylaxis, severe bleeding, breathing)",
        1,
        "MEDICAL",
        "RESP",
        units=("911", "SRT", "CSO"),
        action=A.HOLD,
    ),
    IncidentType(
        "OVERDO",
        "Overdose / poisoning",
        1,
        "MEDICAL",
        "OD",
        units=("911", "SRT", "CSO", "SRO"),
        action=A.HOLD,
        prompt="naloxone location",
    ),
    IncidentType(
        "FIRE",
        "Fire or smoke in building",
        1,
        "FIRE",
        "FSTRU",
        units=("911", "PAT", "FAC", "SUP"),
        action=A.EVACUATE,
    ),
    IncidentType(
        "GASLK",
        "Gas leak / odour",
        1,
        "FIRE",
        "GASLEAKI",
        units=("911", "PAT", "FAC", "SUP", "EM"),
        action=A.EVACUATE,
    ),
    IncidentType(
        "HAZMAT",
        "Hazardous material outside (spill, smoke, plume)",
        1,
        "FIRE",
        "HAZMAT",
        units=("911", "PAT", "FAC", "EM"),
        action=A.SHELTER,
        hazard=Hazard.HAZMAT,
    ),
    IncidentType(
        "TORNAD",
        "Tornado warning",
        1,
        "WEATHER",
        "HAZ",
        units=("EM", "SUP"),
        action=A.SHELTER,
        multi_site=True,
        hazard=Hazard.TORNADO,
    ),
    IncidentType(
        "BUSCRA",
        "School bus crash",
        1,
        "TRAFFIC",
        "MVAINJY",
        units=("911", "PAT*2", "TRN", "SUP", "EM", "PIO"),
    ),
    IncidentType(
        "MISCHD",
        "Missing young / at-risk student",
        1,
        "MISSING",
        "PERMISS",
        units=("PAT*2", "CSO", "SRT", "SRO", "SUP"),
        action=A.HOLD,
        age_or_need="K-5 or vulnerable",
    ),
    IncidentType(
        "ABDUCT",
        "Abduction / custodial taking",
        1,
        "MISSING",
        "ABDUCTF",
        units=("911", "PAT*2", "SRO", "SUP", "EM"),
        action=A.SECURE,
    ),
    IncidentType(
        "SUICID",
        "Suicide attempt or student with means now",
        1,
        "WELFARE",
        "SUICTHRT",
        units=("911", "PAT", "CRT", "SRO"),
        action=A.HOLD,
    ),
    IncidentType(
        "POLACT",
        "Police activity near school",
        2,
        "POLICE",
        "ASSIST",
        units=("PAT", "SRO", "SUP"),
        action=A.SECURE,
    ),
    IncidentType(
        "ANIMAL", "Dangerous animal on grounds", 2, "POLICE", "ANIMAL", units=("PAT", "CSO"), action=A.SECURE
    ),
    IncidentType(
        "FIGHT",
        "Fight / disorder in progress",
        2,
        "VIOLENCE",
        "FIGHT",
        units=("CSO", "SRO", "PAT"),
        action=A.HOLD,
    ),
    IncidentType(
        "SUSPER", "Suspicious person or vehicle", 2, "POLICE", "PERSUSP", units=("PAT", "CSO", "SRO")
    ),
    IncidentType(
        "THREAT",
        "Threat of violence (spoken, social, Safe2Tell)",
        2,
        "WELFARE",
        "THREATS",
        units=("TM", "SRO", "PAT"),
        opens_case=True,
    ),
    IncidentType(
        "WELFAR",
        "Welfare check / suicidal statement, no means now",
        2,
        "WELFARE",
        "WELFARE",
        units=("CRT", "SRO", "PAT"),
        opens_case=True,
    ),
    IncidentType(
        "DISTUR",
        "Disruptive or aggressive adult",
        2,
        "VIOLENCE",
        "DISORD",
        units=("PAT", "CSO", "SRO"),
        action=A.HOLD,
    ),
    IncidentType(
        "PROTST",
        "Walkout, demonstration or media event",
        2,
        "POLICE",
        "CU2",
        units=("PAT", "SUP", "PIO", "EM"),
    ),
    IncidentType(
        "RUNAWY",
        "Student left campus / runaway (older)",
        2,
        "MISSING",
        "RUNAWAY",
        units=("PAT", "CSO", "SRO"),
    ),
    IncidentType("MEDNON", "Medical, not life-threatening", 2, "MEDICAL", "SICK", units=("SRT", "CSO")),
    IncidentType(
        "SEXOFF",
        "Sexual assault / misconduct report",
        2,
        "ABUSE",
        "SEXOFFNS",
        units=("SRO", "SUP"),
        restricted=True,
    ),
    IncidentType(
        "CHABUS",
        "Child abuse report (mandatory reporting)",
        2,
        "ABUSE",
        "ABUSE",
        units=("SRO",),
        restricted=True,
    ),
    IncidentType(
        "OUTAGE",
        "Loss of power, water, phone, PA, network or radio",
        2,
        "FACILITY",
        "PUBWKS",
        units=("FAC", "PAT", "EM"),
    ),
    IncidentType(
        "WXEVNT",
        "Severe weather watch, lightning, snow closure",
        3,
        "WEATHER",
        "HAZ",
        units=("EM",),
        multi_site=True,
    ),
    IncidentType("INTALM", "Intrusion alarm (after hours)", 2, "FACILITY", "ALRBS", units=("PAT*2",)),
    IncidentType(
        "FIRALM",
        "Fire alarm, cause unknown",
        1,
        "FIRE",
        "ALRF",
        units=("911", "PAT", "FAC"),
        action=A.EVACUATE,
    ),
    IncidentType("DOOR", "Door ajar / open building", 3, "FACILITY", "OPEN", units=("PAT", "CSO")),
    IncidentType("VANDAL", "Vandalism / graffiti / damage", 3, "FACILITY", "VANDAL", units=("PAT",)),
    IncidentType("THEFT", "Theft / lost property", 3, "PROPERTY", "LARCENY", units=("CSO", "PAT")),
    IncidentType("DRUGS", "Drugs, alcohol, vape", 3, "PROPERTY", "DRUGS", units=("CSO", "SRO")),
    IncidentType("TRAFIC", "Traffic, parking, crash without injury", 3, "TRAFFIC", "MVA", units=("PAT",)),
    IncidentType(
        "CUSTOD", "Custody dispute / restraining order at school", 3, "MISSING", "CUST", units=("PAT", "SRO")
    ),
    IncidentType("ESCORT", "Escort, stand-by, assist other agency", 4, "SERVICE", "STDBY", units=("PAT",)),
    IncidentType(
        "PATROL", "Building check / extra patrol / special watch", 4, "SERVICE", "INVEST", units=("PAT",)
    ),
    IncidentType(
        "EVENTS", "Athletic or community event coverage", 4, "SERVICE", "STDBY", units=("PAT", "CSO")
    ),
    IncidentType("DRILL", "Drill or exercise", 4, "RECORD", "NCRTESTF", units=(), mode=Mode.DRILL),
    IncidentType("INFO", "Information / BOLO / attempt to locate", 5, "RECORD", "INFO", units=()),
    IncidentType(
        "RADCHK", "Radio / equipment / panic-button test", 5, "RECORD", "NCRNDE", units=(), mode=Mode.TEST
    ),
)
INCIDENT_TYPES = {one.code: one for one in _ALL}
