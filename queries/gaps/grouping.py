"""From the cases of a check to its findings: what fails for more than half of its subjects is told once."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from graph.vocabulary import weakest
from queries.gaps.check import SEVERITIES, WAIVED, Case, Check
from queries.gaps.finding import Excuse, Finding, Member
from queries.gaps.naming import with_article

Excused = Callable[[str, Case], Excuse | None]
"""The waiver that bears on a case of a check."""


def findings_of(check: Check, cases: Sequence[Case], excused: Excused) -> list[Finding]:
    """The findings of one check: for each plan one group where most of its subjects fail, else one for each case."""
    found: list[Finding] = []
    for _, of_plan in groupby(sorted(cases, key=place), key=lambda case: case.plan):
        looked_at = list(of_plan)
        failing: dict[Excuse | None, list[tuple[Case, Excuse | None]]] = {}
        for case in looked_at:
            if case.fails:
                excuse = excused(check.id, case)
                failing.setdefault(None if excuse is None or excuse.ended else excuse, []).append((case, excuse))
        for alike in failing.values():
            if len(alike) > 1 and (check.together or len(alike) * 2 > len(looked_at)):
                found.append(_group(check, alike, len(looked_at)))
            else:
                found += [_single(check, case, excuse) for case, excuse in alike]
    return found


def place(case: Case) -> tuple[str, int, str, str]:
    """Where a case stands: by plan, then in the order of the document."""
    return (case.plan, case.passages[0].start if case.passages else 0, case.subject, case.subject_id)


def finding_id(check: str, *about: str) -> str:
    """The stable id of a finding: its check, and a hash of what it is about."""
    return f"{check}-{hashlib.sha256('|'.join((check, *about)).encode()).hexdigest()[:10]}"


def _id(check: Check, case: Case) -> str:
    return finding_id(check.id, case.plan, case.subject_id)


def _missing(check: Check, case: Case) -> str:
    return ", ".join(case.lacking) or check.missing


def _quote(case: Case) -> str | None:
    return case.passages[0].quote if case.passages else None


def _single(check: Check, case: Case, excuse: Excuse | None) -> Finding:
    suggested = (
        check.suggestion.format(names=with_article(case.inferred, "or")) if check.suggestion and case.inferred else ""
    )
    waived = excuse is not None and not excuse.ended
    return Finding(
        check=check.id,
        finding=_id(check, case),
        severity=check.gravity(case),
        sentence=" ".join(filter(None, (check.say(case), str(excuse) if excuse and excuse.ended else ""))),
        why=check.why,
        question=" ".join(filter(None, (check.question, suggested))),
        subject=case.subject,
        section=case.section,
        quote=_quote(case),
        missing=_missing(check, case),
        closed_if_inferred=case.closed_if_inferred,
        absence=WAIVED if waived else case.absence,
        title=check.title,
        subject_id=case.subject_id,
        waiver=excuse,
        plan=case.plan,
        basis=case.basis,
        source=case.source,
        passages=case.passages,
    )


def _group(check: Check, alike: Sequence[tuple[Case, Excuse | None]], looked_at: int) -> Finding:
    cases = [case for case, _ in alike]
    waived = next((excuse for _, excuse in alike if excuse is not None and not excuse.ended), None)
    ended = {str(excuse): None for _, excuse in alike if excuse is not None and excuse.ended}
    closed = sum(case.closed_if_inferred for case in cases)
    missing = list(dict.fromkeys(_missing(check, case) for case in cases))
    plan = cases[0].plan
    return Finding(
        check=check.id,
        finding=finding_id(check.id, plan, "group", *({waived.reason} if waived else ())),
        severity=min((check.gravity(case) for case in cases), key=SEVERITIES.index),
        sentence=" ".join((_counted(check, len(cases), looked_at), *_closing(closed, len(cases)), *ended)),
        why=check.why,
        question=check.question,
        subject=f"{len(cases)} {check.subjects[1]}",
        section="; ".join(dict.fromkeys(one for case in cases for one in case.section.split("; ") if one)),
        quote=_quote(cases[0]),
        missing=missing[0] if len(missing) == 1 else check.missing,
        closed_if_inferred=closed == len(cases),
        members=tuple(_member(check, case) for case in cases),
        absence=WAIVED if waived else Counter(case.absence for case in cases).most_common(1)[0][0],
        title=check.title,
        subject_id=plan,
        waiver=waived,
        plan=plan,
        basis=weakest([case.basis for case in cases]),
        passages=tuple(dict.fromkeys(words for case in cases for words in case.passages)),
    )


def _member(check: Check, case: Case) -> Member:
    return Member(
        finding=_id(check, case),
        subject=case.subject,
        subject_id=case.subject_id,
        section=case.section,
        quote=_quote(case),
        missing=_missing(check, case),
        closed_if_inferred=case.closed_if_inferred,
    )


def _counted(check: Check, failing: int, looked_at: int) -> str:
    many = check.subjects[1]
    if failing == looked_at:
        return f"{'Neither' if looked_at == 2 else 'None'} of the {looked_at} {many} {check.has}."
    return f"{failing} of the {looked_at} {many} {check.lacks}."


def _closing(closed: int, failing: int) -> list[str]:
    """Of how many an inferred fact would close the gap."""
    if not closed:
        return []
    of = "all" if closed == failing else f"{closed}"
    return [f"For {of} of them a fact that is only inferred would close it."]
