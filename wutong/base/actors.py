"""Who acts: a person from one seat, perhaps on behalf of another. Plain values, passed in as `by=`, never ambient."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting person. `office_path` is the path of the organisation the seat belongs to ("/1/7/")."""

    user_id: int | None
    name: str
    role: str
    office_id: int | None = None
    office_path: str = ""
    on_behalf_of_id: int | None = None

    def has(self, *roles: str) -> bool:
        return self.role in roles

    def sits_over(self, path: str) -> bool:
        """True where `path` is the actor's own office or lies below it."""
        return bool(self.office_path) and path.startswith(self.office_path)


def system(name: str) -> Actor:
    """The machine itself: scheduled jobs and commands."""
    return Actor(user_id=None, name=name, role="system")
