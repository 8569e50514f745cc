"""What is being served: the store, where work on it is done, and which plan is meant where none is named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from views.server.desk import Desk
from views.server.keeper import Keeper

if TYPE_CHECKING:
    from graph.store import Store

T = TypeVar("T")


@dataclass(frozen=True)
class Served:
    """A store that is served, and how it is worked with."""

    keeper: Keeper
    plan: str | None = None
    """The plan that is read where a request names none."""
    desk: Desk = field(default_factory=Desk)

    async def read(self, work: Callable[["Store"], T]) -> T:
        """What the work gives, done with the store in a thread.

        Raises:
            Busy: too much is being worked on already.
            PartnershipGraphError: the work, or opening the store, failed.
        """

        def done() -> T:
            with self.keeper.store() as held:
                return work(held.store)

        return await self.desk.run(done)

    def close(self) -> None:
        """Stop working, and close the store."""
        self.desk.close()
        self.keeper.close()
