"""The words of the tool: messages by code, figures in house style, errors as sentences."""

from ihp_core.text.catalogue import (
    LANGUAGES,
    SPOKEN,
    in_this_language,
    messages,
    offered,
    resolved,
    say,
    speak,
)
from ihp_core.text.errors.problems import Problem, problems, sentences
from ihp_core.text.figures import figure

__all__ = [
    "LANGUAGES",
    "SPOKEN",
    "Problem",
    "figure",
    "in_this_language",
    "messages",
    "offered",
    "problems",
    "resolved",
    "say",
    "sentences",
    "speak",
]
