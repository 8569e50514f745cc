"""Partnership Graph for scripts and notebooks: everything outside the project imports this one module.

    import partnership_graph as pg

    with pg.open("my-store") as store:
        pg.load(store, "our-partnerships.html", published="2025-07")
        pg.ask(store, "who-delivers", topic="housing").to_frame()
        pg.cypher(store, "MATCH (o:Organisation) RETURN o.name AS name ORDER BY name")
        pg.explore(store, "partnerships.html")

A store is a folder or a Neo4j address. The names in `__all__` are kept stable.
"""

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

_PACKAGES = ("graph", "loaders", "queries", "views")


def _home_of(package: str) -> Path | None:
    """The folder from which Python would import a package, if there is one."""
    module = sys.modules.get(package)
    spec = module.__spec__ if module is not None else importlib.util.find_spec(package)
    places = [*(spec.submodule_search_locations or ()), spec.origin] if spec is not None else []
    if module is not None:
        places += [getattr(module, "__file__", None)]
    return next((Path(place) for place in places if place), None)


def _refuse_shadowed() -> None:
    """Say which file stands before one of our packages, whose names are common ones."""
    ours = Path(__file__).resolve().parent
    for package in _PACKAGES:
        home = _home_of(package)
        if home is None:
            raise ImportError(
                f"Partnership Graph is not whole: there is no package {package!r} beside {ours}. Install it again, "
                "into an environment of its own."
            )
        if home.resolve() != ours / package:
            raise ImportError(
                f"Another {package!r} stands before Partnership Graph's: {home} is imported, and not {ours / package}. "
                "Rename or remove that one, start from another folder, or install Partnership Graph into an "
                "environment of its own."
            )


_refuse_shadowed()

from graph import errors  # noqa: E402  (only once it is sure that this graph is ours)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx
    import pandas as pd

    from graph.model import Graph
    from graph.store import PlanSummary, Rows, Store
    from loaders.plan import Loaded
    from queries.gaps.check import Check
    from queries.gaps.finding import Findings
    from queries.question import Answer, Question
    from views.explorer import ExplorerPage

__all__ = [
    "ask",
    "compare",
    "coverage",
    "cypher",
    "errors",
    "explore",
    "explorer",
    "export",
    "forget",
    "frame",
    "frames",
    "gap_checks",
    "gaps",
    "graph",
    "load",
    "main",
    "networkx",
    "open",
    "plans",
    "questions",
    "read",
]


def open(location: str | Path | None = None, *, create: bool = True, shared_database: bool = False) -> "Store":  # noqa: A001
    """A store: a folder, or a Neo4j address. Without a location, $PARTNERS_STORE, $NEO4J_URI or a folder of your own.

    Use it in a `with`, or close it.

    Raises:
        errors.StoreError: it cannot be opened, or is somebody else's.
    """
    from graph.store import open_store  # noqa: PLC0415  (the driver and the engine are heavy)

    where = str(location) if location is not None else None
    return open_store(where, create=create, shared_database=shared_database)


def read(
    source: str | Path,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    url: str | None = None,
    edition: str | None = None,
    corrections: str | Path | None = None,
) -> "Loaded":
    """A plan read and understood, with its issues and what people decided about it; nothing is stored.

    `corrections` is a corrections file; without one, the file beside a file source counts, else the one by the
    plan's id in the user's data folder.

    Raises:
        errors.DocumentError: it cannot be read, or its corrections file cannot be used.
    """
    from loaders.corrections import load_decided  # noqa: PLC0415  (readers are heavy)
    from loaders.readers import read as read_document  # noqa: PLC0415

    document = read_document(str(source), url)
    about = {"title": title, "publisher": publisher, "published": published, "url": url, "edition": edition}
    return load_decided(document, str(source), corrections=corrections, **about)


def bundled_plan() -> Path:
    """The plan that comes with Partnership Graph, a Markdown file: a digest of the West Midlands growth plan."""
    from importlib.resources import files  # noqa: PLC0415  (only examples need it)

    return Path(str(files("loaders").joinpath("data", "demo", "west-midlands-digest.md")))


def load(store: "Store", source: str | Path, **about: Any) -> "Loaded":
    """Read a plan and store it, in place of what the store held of it; takes what `read` takes.

    Raises:
        errors.DocumentError: it cannot be read, nothing in it is understood, its text is stored as another plan, or an
            update that the store has for it would be lost.
        errors.StoreError: the store did not take it.
    """
    from views.reading import refuse_double_in, refuse_empty, refuse_lost_updates  # noqa: PLC0415

    loaded = read(source, **about)
    refuse_empty(loaded, str(source))
    refuse_double_in(store, loaded, str(source))
    refuse_lost_updates(store, loaded)
    store.replace_plan(loaded.graph)
    return loaded


def plans(store: "Store") -> "list[PlanSummary]":
    """The plans in a store."""
    return store.plans()


def forget(store: "Store", plan: str) -> None:
    """Remove a plan: its id, or enough of its title.

    Raises:
        errors.UnknownPlan: there is none of that name, or several.
    """
    from queries.plans import find_plan, held_plans  # noqa: PLC0415

    store.forget(find_plan(held_plans(store), plan, any_edition=True).id)


def questions() -> "Mapping[str, Question]":
    """Every question, by id."""
    from queries.catalogue import QUESTIONS  # noqa: PLC0415

    return QUESTIONS


def ask(
    store: "Store",
    question: str,
    *,
    plan: str | None = None,
    as_of: str | None = None,
    limit: int | None = None,
    **parameters: Any,
) -> "Answer":
    """The answer to a question; `.to_frame()` for pandas, `.to_records()` for plain rows.

    With a `limit` it has the first so many rows, and its `note` and `total` tell how many there are.

    Raises:
        errors.QuestionError: there is no such question, or a parameter does not fit.
        errors.UnknownPlan: no plan of that name, or no plan at all.
    """
    from queries.catalogue import ask as answer  # noqa: PLC0415

    return answer(store, question, plan=plan, as_of=as_of, limit=limit, **parameters)


def compare(
    store: "Store",
    first: str | None = None,
    second: str | None = None,
    *,
    plan: str | None = None,
    as_of: str | None = None,
) -> "Answer":
    """Two plans or two editions side by side; `.to_frame()` for pandas, `.to_records()` for plain rows.

    Each is a title, a title with the label of an edition, or an id. With one name, or with `plan` alone, it is that
    plan and the edition before it; with `plan` the two may be labels of its editions.

    Raises:
        errors.UnknownPlan: no plan of that name, or several.
        errors.BadParameter: both mean the same, or there is no edition before it.
    """
    from queries.comparison.chosen import choose  # noqa: PLC0415

    found = choose(store, first, second, plan)
    return ask(store, "compare", as_of=as_of, first=found.first.id, second=found.second.id)


def gap_checks() -> "Mapping[str, Check]":
    """Every gap check, by id."""
    from queries.gaps.catalogue import CHECKS  # noqa: PLC0415

    return CHECKS


def gaps(
    store: "Store",
    plan: str | None = None,
    as_of: str | None = None,
    checks: "Iterable[str] | None" = None,
    checklist: "str | Path | None" = None,
) -> "Findings":
    """Where the plans are silent, gravest first; `.to_frame()` for pandas, `.to_records()` for plain rows.

    `checks` are ids of checks (G01); without them every check is run. `as_of` is the ISO date on which dated facts
    and waivers are read. `checklist` is a file of what a plan is expected to hold (G37), in place of the bundled one.

    Raises:
        errors.QuestionError: there is no such check, the date is none, or the file is no checklist.
        errors.UnknownPlan: no plan of that name, or no plan at all.
    """
    from queries.gaps.run import gaps as find_gaps  # noqa: PLC0415

    return find_gaps(store, plan, as_of, checks, checklist)


def coverage(
    store: "Store", by: str = "section", *, plan: str | None = None, as_of: str | None = None
) -> "pd.DataFrame":
    """How many partners of each kind each section has (or priority, or plan): a frame with a 0 where there is none.

    Raises:
        errors.BadParameter: `by` is none of section, priority and plan.
        errors.UnknownPlan: no plan of that name, or no plan at all.
    """
    from queries.coverage import coverage_frame  # noqa: PLC0415

    return coverage_frame(ask(store, "coverage", plan=plan, as_of=as_of, by=by))


def cypher(
    store: "Store",
    query: str,
    parameters: "Mapping[str, Any] | None" = None,
    *,
    limit: int = 1000,
    timeout: float = 10.0,
) -> "Rows":
    """The rows of a Cypher query that only reads; `frame` makes a pandas frame of them.

    Raises:
        errors.QueryRefused: it would write, or reach outside the graph.
        errors.QueryFailed: the engine did not accept it.
        errors.QueryTimedOut: it took too long.
    """
    return store.console(query, dict(parameters or {}), limit=limit, timeout=timeout)


def frame(rows: "Rows") -> "pd.DataFrame":
    """Rows as a pandas frame.

    Without rows the columns are those that the engine still names: Neo4j names
    them all, the embedded engine none.
    """
    import pandas as pd  # noqa: PLC0415

    return pd.DataFrame(rows.rows, columns=list(rows.columns))


def graph(store: "Store", plan: str | None = None) -> "Graph":
    """The graph in memory: all of it, or one plan's.

    Raises:
        errors.UnknownPlan: there is no plan of that name, or several.
    """
    from queries.plans import find_plan, held_plans  # noqa: PLC0415

    return store.graph(None if plan is None else find_plan(held_plans(store), plan).id)


def networkx(store: "Store", plan: str | None = None) -> "nx.MultiDiGraph[str]":
    """The graph as a networkx multigraph."""
    from graph.interchange import to_networkx  # noqa: PLC0415

    return to_networkx(graph(store, plan))


def frames(store: "Store", plan: str | None = None) -> "dict[str, pd.DataFrame]":
    """The graph as pandas frames, one for each label and each relationship type that occurs."""
    import pandas as pd  # noqa: PLC0415

    held = graph(store, plan)
    rows: dict[str, list[dict[str, Any]]] = {}
    for node in sorted(held.nodes.values(), key=lambda n: (n.label, n.id)):
        rows.setdefault(node.label, []).append(node.properties())
    for link in sorted(held.relations.values(), key=lambda r: (r.type, r.key)):
        ends = {"start": link.start, "finish": link.finish}
        rows.setdefault(link.type, []).append({**ends, **link.properties()})
    return {name: pd.DataFrame(found) for name, found in rows.items()}


def export(store: "Store", path: str | Path, plan: str | None = None, format: str = "json") -> Path:  # noqa: A002
    """Write the graph for other tools, in the place of an earlier export there; the path written.

    `format` is `json` (networkx node-link JSON), `graphml`, `gexf` or `cypher`, each a file; `csv` or `neo4j-import`,
    each a folder; or `saved-queries`, a folder with the questions for Neo4j Browser and Query.

    Raises:
        errors.ExportError: there is no such format, or the path cannot be written.
        errors.UnknownPlan: no plan of that name, or no plan at all.
    """
    from queries.plans import chosen_plans  # noqa: PLC0415
    from views.exporting import SAVED_QUERIES, check_place, form_of, write_graph  # noqa: PLC0415

    if format == SAVED_QUERIES:
        from views.saved_queries import write_queries  # noqa: PLC0415

        write_queries(store, Path(path), plan=plan)
        return Path(path)
    form = form_of(format)
    check_place(Path(path), form.file_names() if form.folder else None, format)
    chosen = chosen_plans(store, plan)
    write_graph(store.graph(None if plan is None else chosen[0].id), format, Path(path))
    return Path(path)


def explore(
    store: "Store", path: str | Path = "partnerships.html", plan: str | None = None, as_of: str | None = None
) -> Path:
    """Write the explorer, one offline HTML page; the path written.

    Raises:
        errors.UnknownPlan: no plan of that name, or no plan at all.
        errors.BadParameter: `as_of` is no day of the calendar.
    """
    return explorer(store, plan, as_of).write(path)


def explorer(store: "Store", plan: str | None = None, as_of: str | None = None) -> "ExplorerPage":
    """The explorer's page; in a notebook it shows itself, and `.write(path)` makes the file.

    `as_of` is the ISO date on which dated facts and waivers are read; without it, today.

    Raises:
        errors.UnknownPlan: no plan of that name, or no plan at all.
        errors.BadParameter: `as_of` is no day of the calendar.
    """
    from views.explorer import ExplorerPage, page_of_store  # noqa: PLC0415  (pyvis and jinja2 are heavy)

    return ExplorerPage(page_of_store(store, plan, as_of))


def main() -> "NoReturn":
    """The command `partners`."""
    from views.cli import main as run  # noqa: PLC0415

    run()
    raise SystemExit(0)


if __name__ == "__main__":
    main()
