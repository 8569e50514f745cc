"""Everything that can go wrong, as one tree.

    PartnershipGraphError
    ├── OntologyError(ValueError)     a graph that the ontology does not allow
    ├── DocumentError                 a document that cannot be loaded
    │   ├── SourceError               it cannot be had: missing, too large, refused by the web
    │   ├── UnreadableDocument        it is there and cannot be read as what it says it is
    │   ├── UnknownFormat             no reader for it
    │   ├── CorrectionsError          its corrections file says something that cannot be used
    │   └── NothingUnderstood         read, and no ask, role or organisation found in it
    ├── StoreError                    the store is at fault
    │   ├── StoreUnavailable          it cannot be opened: no server, wrong password, held by somebody else
    │   ├── StoreMismatch             it is somebody else's, or of another schema version
    │   ├── PlanTooLarge              a load larger than one transaction of the server holds
    │   └── UnknownPlan               no such plan in it
    ├── QuestionError                 a question that cannot be answered
    │   ├── UnknownQuestion           no question of that name
    │   ├── BadParameter              a parameter that is missing or of the wrong kind
    │   ├── QueryRefused              Cypher that would write, or reach outside the graph
    │   ├── QueryFailed               Cypher that the engine did not accept
    │   └── QueryTimedOut             Cypher ended by its time limit
    ├── ExportError                   a place where an export cannot be written, or a form that there is not
    └── ModelError                    a language model that cannot be asked, or did not answer
        └── UnusableAnswer            it answered, and nothing can be made of it

Every message says what happened and with which value, what would be valid, and what to do next.
"""

from collections.abc import Iterable


class PartnershipGraphError(Exception):
    """Anything this project raises on purpose."""


class OntologyError(PartnershipGraphError, ValueError):
    """A node or relationship that the ontology does not allow."""


class DocumentError(PartnershipGraphError):
    """A document that cannot be loaded."""


class SourceError(DocumentError):
    """A source that cannot be had: missing, too large, refused."""


class UnreadableDocument(DocumentError):
    """A document that is there and cannot be read."""


class UnknownFormat(DocumentError):
    """A document for which there is no reader."""


class CorrectionsError(DocumentError):
    """A corrections file that cannot be read, or that says something nobody can act on."""


class NothingUnderstood(DocumentError):
    """A document in which no ask, role or organisation was found."""


class StoreError(PartnershipGraphError):
    """A store that is at fault."""


class StoreUnavailable(StoreError):
    """A store that cannot be opened."""


class StoreMismatch(StoreError):
    """A database that is somebody else's, or of another schema version."""


class PlanTooLarge(StoreError):
    """A load larger than one transaction of the server can hold."""


class UnknownPlan(StoreError):
    """A plan that the store does not hold."""


class QuestionError(PartnershipGraphError):
    """A question that cannot be answered."""


class UnknownQuestion(QuestionError):
    """No question of that name."""


class BadParameter(QuestionError):
    """A parameter that is missing, unknown or of the wrong kind."""


class QueryRefused(QuestionError):
    """Cypher that would write, or reach outside the graph."""


class QueryFailed(QuestionError):
    """Cypher that the engine did not accept."""


class QueryTimedOut(QuestionError):
    """Cypher that was ended by its time limit."""


class ExportError(PartnershipGraphError):
    """An export that cannot be written where, or as, it was asked for."""


class ModelError(PartnershipGraphError):
    """A language model that cannot be asked, or that did not answer."""


class UnusableAnswer(ModelError):
    """An answer of a language model of which nothing can be made."""


def choices(values: Iterable[str]) -> str:
    """The valid values of something, as a message lists them."""
    return ", ".join(values)
