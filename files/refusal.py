"""The exception that ends the reading of a file: one sentence that says what to do next."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """Nothing of the file can be loaded; the text is one plain Vietnamese sentence.

    `asks` names what the user may say to go on: "commune", "period", "unlikely_period",
    "whole_list", "password" or "layout"; None where nothing helps.
    """

    def __init__(self, sentence: str, asks: str | None = None) -> None:
        """Keep the sentence, and what the user may say to go on ("password"), or None."""
        super().__init__(sentence)
        self.sentence = sentence
        self.asks = asks

    def details(self) -> Any:
        """What this kind of refusal carries beside its sentence, as plain JSON; None for most."""
        return None
