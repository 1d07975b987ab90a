"""How a call ended, with the two-digit APCO ANS 1.111.2-2018 code that exports carry.

A disposition is required to close a call. P1, P2 and anything with a protective action also need a written outcome.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disposition:
    """One way for a call to end: our code, its label, the APCO code for exports."""

    code: str
    label: str
    apco: str


_ALL = (
    Disposition("RPT", "Report taken", "01"),
    Disposition("NRPT", "Handled, no report", "02"),
    Disposition("ARR", "Arrest (by law enforcement)", "03"),
    Disposition("CIT", "Citation / ticket", "04"),
    Disposition("PHONE", "Settled by phone", "05"),
    Disposition("ATL", "Broadcast / attempt to locate", "06"),
    Disposition("FOLLOW", "Follow-up report", "08"),
    Disposition("CANC", "Cancelled", "10"),
    Disposition("INFO", "Information / administrative", "13"),
    Disposition("GOA", "Gone on arrival / unable to locate", "14"),
    Disposition("REFER", "Referred to partner agency", "15"),
    Disposition("ESC", "Transport / escort given", "16"),
    Disposition("FA", "False alarm (weather, power, animal)", "17"),
    Disposition("CONT", "Settled by contact", "18"),
    Disposition("SECUR", "Building checked secure", "20"),
    Disposition("DUP", "Duplicate", "22"),
    Disposition("MEDTX", "Patient transported by EMS", "45"),
    Disposition("MEDREF", "Patient refused", "42"),
    Disposition("MEDREL", "Treated and released", "43"),
    Disposition("TCASE", "Threat case opened", "15"),
    Disposition("UNFND", "Unfounded / hoax", "02"),
    Disposition("ACCID", "Accidental activation", "17"),
    Disposition("DRILL", "Drill completed", "13"),
)
DISPOSITIONS = {one.code: one for one in _ALL}
