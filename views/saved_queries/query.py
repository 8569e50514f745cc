"""A saved query: its place in the list, its Cypher, and the parameters without which it would not run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.exchange.cypher_script import literal


@dataclass(frozen=True)
class SavedQuery:
    """One entry of a list of saved queries."""

    folder: str
    name: str
    description: str
    cypher: str
    parameters: Mapping[str, Any]
    question: str = ""
    """Id of the question it asks; empty for a gap check and for a picture."""

    @property
    def text(self) -> str:
        """What is pasted: its name, its parameters, its Cypher. Neo4j Browser shows the first line as the name."""
        title = f"{self.folder} {self.name}" if self.question and self.name != self.folder else self.name
        comments = "".join(f"// {' '.join(line.split())}\n" for line in (title, self.description))
        given = "".join(f":param {name} => {_literal(value)};\n" for name, value in sorted(self.parameters.items()))
        return f"{comments}{given}{self.cypher.strip()};\n"


def _literal(value: Any) -> str:
    r"""A parameter's value. Neo4j Browser finds it by patterns that a dollar sign or a semicolon in a text upsets."""
    return literal(value).replace("$", r"\u0024").replace(";", r"\u003B")
