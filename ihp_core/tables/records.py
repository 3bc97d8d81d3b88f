"""What every group of figures in the answer is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Result(BaseModel):
    """A frozen group of figures; ``None`` stands for "does not exist here"."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)
