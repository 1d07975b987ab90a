"""What a scenario expects: met, not met, or not yet measurable; never passed in silence."""

from __future__ import annotations

import pytest

from dispatch.links.play.expect import Fact, Outcome, judge

FACTS = {
    "call_created.t": Fact(21.0),
    "uc_form.t": Fact(600.0, by_entry=True),
    "multi_site": Fact(True),
    "sites_started": Fact(4),
    "action.HOLD.zone": Fact("x y"),
}
JUDGED = {
    "call_created.t <= 30": (Outcome.MET, "it is 21"),
    "call_created.t < 21": (Outcome.NOT_MET, "it is 21"),
    "call_created.t == 21": (Outcome.MET, "it is 21"),
    "uc_form.t <= 900": (Outcome.MET, "it is 600, by a marked entry only"),
    "uc_form.t <= 9": (Outcome.NOT_MET, "it is 600, by a marked entry only"),
    "sites_started == 4": (Outcome.MET, "it is 4"),
    "multi_site == true": (Outcome.MET, "it is true"),
    "multi_site == false": (Outcome.NOT_MET, "it is true"),
    "multi_site == 1": (Outcome.NOT_MET, "it is true"),
    "multi_site >= true": (Outcome.NOT_MET, "it is true"),
    "action.HOLD.zone == 'x y'": (Outcome.MET, "it is x y"),
    "action.HOLD.zone == 21": (Outcome.NOT_MET, "it is x y"),
    # It would have been measured, so it did not happen.
    "emergency.t <= 5": (Outcome.NOT_MET, "it did not happen"),
    "action.SECURE.LKES.start_t <= 5": (Outcome.NOT_MET, "it did not happen"),
    "action.SECURE.heard_t <= 5": (Outcome.NOT_MET, "it did not happen"),
    "heard.BSK8.t <= 180": (Outcome.NOT_MET, "it did not happen"),
    "action.SHELTER.zone == 'gym'": (Outcome.NOT_MET, "it did not happen"),
    # Nothing measures it.
    "command.gap_s <= 60": (Outcome.NOT_MEASURABLE, "nothing measures command.gap_s here yet"),
    "action.DUCK.start_t <= 5": (Outcome.NOT_MEASURABLE, "nothing measures action.DUCK.start_t here yet"),
    "count(x) == 3": (Outcome.NOT_MEASURABLE, "it is no comparison of one figure with one value"),
    "call_created.t =< 30": (Outcome.NOT_MEASURABLE, "it is no comparison of one figure with one value"),
    "__import__('os')": (Outcome.NOT_MEASURABLE, "it is no comparison of one figure with one value"),
}


@pytest.mark.parametrize("line", JUDGED)
def test_it_is_held_against_what_was_measured(line: str) -> None:
    judgement = judge(line, FACTS)
    assert (judgement.outcome, judgement.why) == JUDGED[line]
    assert str(judgement).startswith(f"{line}: ")
    assert (judgement.value is None) == (
        judgement.why.partition(" ")[2].startswith(("did", "measures", "is no"))
    )


def test_a_play_that_was_stopped_is_not_blamed_for_what_did_not_happen() -> None:
    judgement = judge("emergency.t <= 5", FACTS, whole=False)
    assert (judgement.outcome, judgement.why) == (
        Outcome.NOT_MEASURABLE,
        "the play ended before it happened",
    )
