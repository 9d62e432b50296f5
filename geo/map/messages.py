"""What page, map and server say to each other; the browser's part checks the same messages.

`frontend/shared/messages.schema.json` is made from these models, and one table of right and wrong
examples, `messages.examples.json` beside it, is run through both sides.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, model_validator
from pydantic.json_schema import models_json_schema

from geo.atlas.selection import Chosen

SHARED = Path(__file__).parents[1] / "frontend" / "shared"
"""The folder of what the browser's two parts share, with the schema of the messages."""

Name = Annotated[StrictStr, Field(min_length=1)]

Palette = Literal["light", "dark"]

Position = Annotated[str, Field(pattern=r"^[0-9]+$")]
"""The row of a project in the index, as a key of a JSON object."""

Statuses = Annotated[
    dict[Position, tuple[StrictStr | None, StrictStr | None]],
    Field(json_schema_extra={"additionalProperties": False}),
]
"""Status and date of its report by the position of the project; null where no source carries one."""

Bit = Annotated[StrictInt, Field(ge=0, le=1)]


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MapState(_Message):
    """Page to map, at each run of the page's script: what to show.

    `visible` holds a bit for each project in the order of the index, deflated, in base 64. The map
    moves to what is chosen when `focus` changes. `statuses` holds those that differ from the index.
    """

    visible: Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9+/]*={0,2}$")]
    selected: Name | None
    place: Name | None
    focus: StrictStr
    palette: Palette
    statuses: Statuses = Field(default_factory=dict)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


_NameOrNone = Annotated[Name, Field(json_schema_extra=_without_default)]
"""Left out where it is empty here: JSON has it with a name, or not at all."""


class _OneOfTwo(_Message):
    """A project or a place: one of them, and not both."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["project"]}, {"required": ["place"]}]}
    )
    project: _NameOrNone = ""
    place: _NameOrNone = ""

    @model_validator(mode="after")
    def _demand_one(self) -> Self:
        if bool(self.project) == bool(self.place):
            raise ValueError("a project or a place, one of them")
        return self


class MapEvent(_OneOfTwo):
    """Map to server: a click on a project or on a place. `click` is another one each time."""

    click: Name


class Choose(_OneOfTwo):
    """Page to map: choose this, as if it had been clicked."""

    type: Literal["corridors:choose"]


class Ask(_Message):
    """Page to map: say what you show."""

    type: Literal["corridors:ask"]


class ShownView(_Message):
    """Map to page: what is shown, and which project is selected."""

    type: Literal["corridors:view"]
    shown: list[Bit]
    selected: Name | None
    statuses: Statuses


MESSAGES: tuple[type[_Message], ...] = (MapState, MapEvent, Choose, Ask, ShownView)


def build_schema() -> str:
    """Return the JSON Schema of all messages, as it lies beside the browser's part."""
    _, schema = models_json_schema(
        [(message, "validation") for message in MESSAGES],
        title="What page, map and server say to each other",
    )
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | schema, indent=2, ensure_ascii=False) + "\n"


def write_message_schema(folder: Path = SHARED) -> Path:
    """Write the JSON Schema of all messages. Returns the file."""
    file = folder / "messages.schema.json"
    file.write_text(build_schema(), encoding="utf-8")
    return file


def pack_map_state(
    visible: npt.NDArray[np.bool_],
    chosen: Chosen,
    focus: str = "",
    palette: Palette = "light",
    statuses: Mapping[int, tuple[str | None, str | None]] | None = None,
) -> MapState:
    """Pack the state of the map. `visible` is a row mask of `atlas.projects`; `state.py` works it out."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    bits = deflate.compress(np.packbits(visible).tobytes()) + deflate.flush()
    return MapState(
        visible=base64.b64encode(bits).decode(),
        selected=chosen.project,
        place=chosen.place,
        focus=focus,
        palette=palette,
        statuses={str(row): pair for row, pair in (statuses or {}).items()},
    )
