"""The words of the tool: messages by code, figures in house style, errors as sentences."""

from ihp_core.text.catalogue import LANGUAGES, messages, say
from ihp_core.text.figures import figure
from ihp_core.text.problems import Problem, problems, sentences

__all__ = ["LANGUAGES", "Problem", "figure", "messages", "problems", "say", "sentences"]
