"""`python -m benchmarks.extraction`: every plan read and scored, beside the peers."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.extraction.claims import claims_of
from benchmarks.extraction.gold import HALVES, PLANS, GoldError, plans, read_gold
from benchmarks.extraction.peers_spacy import MISSING
from benchmarks.extraction.runs import OURS, SPACY, pool, run_half, systems
from benchmarks.extraction.scorer import score
from benchmarks.extraction.table import markdown_table, text_table
from graph.errors import PartnershipGraphError
from graph.interchange import from_json
from loaders.readers import read

_TITLES = {
    "dev": "Development plans: rules may be improved on them",
    "held_out": "Held-out plans: rules are never tuned on them",
}


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; exit code 1 if a plan, gold or export is at fault."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--half", choices=HALVES, help="only one half of the plans")
    parser.add_argument("--pooled", action="store_true", help="only the pooled tables")
    parser.add_argument("--markdown", action="store_true", help="the pooled tables as Markdown")
    parser.add_argument("--items", action="store_true", help="what was missed or claimed without reason (dev only)")
    parser.add_argument("--export", type=Path, help="score this node-link JSON instead (needs --plan)")
    parser.add_argument("--plan", help="the plan that the export was made of, by the name of its gold file")
    given = parser.parse_args(arguments)
    if bool(given.export) != bool(given.plan):
        parser.error("--export and --plan go together: the JSON, and the plan it was made of.")
    try:
        if given.export:
            lines = _export(given.export, given.plan)
        else:
            halves = (given.half,) if given.half else HALVES
            lines = _report(halves, pooled=given.pooled, markdown=given.markdown, items=given.items)
        for line in lines:
            print(line)
    except (PartnershipGraphError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _report(halves: tuple[str, ...], *, pooled: bool, markdown: bool, items: bool) -> Iterator[str]:
    readers = systems()
    if SPACY not in readers:
        print(MISSING, file=sys.stderr)
    for half in halves:
        runs = run_half(half, readers)
        for one in () if pooled or markdown else runs:
            about = f" ({one.gold.genre})" if one.gold.genre else ""
            yield from text_table(f"{one.gold.document.name}{about}", one.scores)
            if items and half == "dev":
                yield from (f"  {remark}" for remark in one.scores[OURS].remarks)
            yield ""
        title = f"{_TITLES[half]} ({len(runs)} plans, pooled)"
        yield from [f"**{title}**", "", *markdown_table(pool(runs))] if markdown else text_table(title, pool(runs))
        yield ""


def _export(path: Path, plan: str) -> Iterator[str]:
    golds = {gold.stem: gold for half in HALVES for gold in plans(half)}
    if plan not in golds:
        raise GoldError(f"There is no gold for {plan!r} in {PLANS.name}/. There is: {', '.join(sorted(golds))}.")
    gold = read_gold(golds[plan])
    claims = claims_of(from_json(path.read_text(encoding="utf-8")))
    yield from text_table(gold.document.name, {path.name: score(claims, gold, read(str(gold.document)).text)})


if __name__ == "__main__":
    sys.exit(main())
