"""The forms of what the JSON endpoints answer, as /openapi.json describes them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from queries.gaps.finding import Finding
from queries.question import Words
from views.server.limits import MOST_ROWS, ROWS

NAMES = 200
"""How long a name in a request may be."""


class Problem(BaseModel):
    """What went wrong."""

    error: str = Field(description="What happened, what would be valid, and what to do next.")


class PlanRow(BaseModel):
    """One plan in the store, as `partners plans --format json` has it."""

    title: str
    publisher: str | None
    published: str | None = Field(description="ISO date, month or year.")
    edition: str | None
    current: bool = Field(description="Whether it is the edition that every question reads unless asked otherwise.")
    asks: int
    roles: int
    organisations: int
    id: str


class Plans(BaseModel):
    """The plans in the store."""

    plans: list[PlanRow]


class ParameterOfQuestion(BaseModel):
    """One thing that a question needs to know."""

    name: str
    description: str
    type: Literal["text", "number", "date", "yes or no"]
    optional: bool
    default: Any
    example: str
    among: list[str] = Field(description="The only valid values, where they are few.")


class QuestionOfCatalogue(BaseModel):
    """A question that can be asked."""

    id: str
    title: str
    why: str
    parameters: list[ParameterOfQuestion]
    dated: bool = Field(description="Whether the answer depends on the day it is read as of.")
    columns: list[str]
    shown: list[str] = Field(description="The columns that people are shown.")
    cypher: str


class Questions(BaseModel):
    """The catalogue of questions."""

    questions: list[QuestionOfCatalogue]


class Drawn(BaseModel):
    """A node of a picture."""

    id: str
    kind: str
    name: str
    label: str = Field(description="The name, broken into lines.")
    x: int
    y: int


class Line(BaseModel):
    """A line of a picture, from one node to another."""

    start: str
    finish: str
    verb: str = Field(description="What the relationship says, read from its start; empty if it says nothing.")


class Picture(BaseModel):
    """The nodes and relationships of an answer with a place for each node; the rows hold the same."""

    nodes: list[Drawn]
    lines: list[Line]
    note: str = Field(description="What is not drawn, and why.")


class Row(BaseModel):
    """A row of an answer: the columns of its question, and these."""

    model_config = ConfigDict(extra="allow")

    plan: str | None = Field(description="Id of the plan it is about.")
    basis: str = Field(description="The weakest on its path: stated, curated, reference or inferred.")
    source: str | None = Field(description="Register, date and licence of a row from public record.")
    passages: list[Words]


class Shown(BaseModel):
    """An answer as people are shown it, and how it was found."""

    lines: list[dict[str, Any]]
    shown: list[str] = Field(description="The columns of the lines.")
    empty: str = Field(description="What it means that there are no rows.")
    picture: Picture
    cypher: str
    parameters: dict[str, Any] = Field(description="What the Cypher was given.")


class AnswerOfQuestion(BaseModel):
    """An answer with the words behind it."""

    question: str
    title: str
    note: str = Field(description="How the words were read, and what is not known.")
    plans: dict[str, str] = Field(description="Titles of the plans that were read, by id.")
    columns: list[str]
    rows: list[Row]
    total: int = Field(description="How many rows the answer has; `rows` may be fewer.")
    truncated: bool
    seconds: float
    view: Shown | None = Field(None, description="Only with `view=true`.")


class Gaps(BaseModel):
    """What the gap checks find, gravest first."""

    as_of: str
    note: str
    plans: dict[str, str]
    findings: list[Finding]
    total: int
    truncated: bool
    seconds: float


class CypherQuery(BaseModel):
    """A query that only reads."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={
        "examples": [{"query": "MATCH (a:Ask) WHERE a.amount >= $least RETURN a.title, a.amount",
                      "parameters": {"least": 1_000_000_000}}]})  # fmt: skip

    query: str = Field(description="The text; a write is refused.")
    parameters: dict[str, Any] = Field({}, description="A value for every $parameter of the text.")
    plan: str | None = Field(None, max_length=NAMES, description="A plan, whose id becomes the parameter $plan.")
    limit: int = Field(ROWS, ge=1, le=MOST_ROWS, description="At most so many rows.")
    picture: bool = Field(False, description="Also place the nodes of the answer for a picture.")


class CypherRows(BaseModel):
    """The rows of a query. A node is `{labels, properties}`, a relationship `{type, properties}`, a path both."""

    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool = Field(description="Whether there were more rows than these.")
    seconds: float
    note: str = Field("", description="What the query calls by a name that the graph does not have, if anything.")
    picture: Picture | None = Field(None, description="Only with `picture`.")


class NodeLink(BaseModel):
    """The graph as networkx node-link JSON: the bytes that `partners export --format json` writes."""

    directed: bool
    multigraph: bool
    graph: dict[str, Any]
    nodes: list[dict[str, Any]] = Field(description="Each with `id`, `label` and its properties.")
    edges: list[dict[str, Any]] = Field(description="Each with `source`, `target`, `key`, `type` and its properties.")
