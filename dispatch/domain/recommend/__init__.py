"""Whom to send, and why: candidates in order with every criterion that the order rests on, said in words from the same numbers."""

from dispatch.domain.recommend.choice import recommend
from dispatch.domain.recommend.views import Candidate, Need, NeedKind, Recommendation, Source, Wanted

__all__ = ["Candidate", "Need", "NeedKind", "Recommendation", "Source", "Wanted", "recommend"]
