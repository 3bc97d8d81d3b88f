"""Visible words stand in the catalogue only, so that all of them can be translated.

The rule reads the syntax trees of the app, its pages and the report. A text is visible when it
is handed to something that draws it: a positional argument of a drawing call (``st.write``,
``header``, ``selectbox``, ``Title`` ...), or anywhere an argument whose name says so
(``title=``, ``help=``, ``label=`` ...). There, string literals, f-strings, both sides of ``+``
and ``if``, elements of lists and dicts, ``"...".format`` and names that the module gives a
literal are read; calls are not, because ``say("code")`` is one, and a call that draws is read by
itself. A literal with an HTML tag in it is visible wherever it stands. Without tags, styles,
icons, entities and addresses, a visible literal may hold no two words in a row and no
capitalised word of three letters or more. Codes (``input.title``), field names (``hour:Q``),
formats and units pass; a single lower-case word passes too, the price of few false alarms.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.source import called, docstrings, files, listed, literal_pattern, tree

VISIBLE_FILES = files("app.py", "pages/**/*.py", "ihp_core/report/**/*.py")

DRAWING_CALLS = set(
    """write markdown caption header subheader title text info warning error success toast latex
    html button download_button link_button page_link form_submit_button metric badge divider
    selectbox multiselect radio toggle checkbox slider select_slider number_input text_input
    text_area date_input file_uploader segmented_control pills tabs expander popover status
    spinner progress dialog Title TitleParams Picture Tooltip Popup DataFrame rename
    Column TextColumn NumberColumn CheckboxColumn ProgressColumn""".split()
)
DRAWING_NAMES = set(
    """title subtitle label labels help placeholder caption body alt text tooltip popup header
    description page_title options delta labelExpr format_func""".split()
)
PROPER_NAMES = {"IHP Screener", "English", "Deutsch", "Svenska"}

NOT_WORDS = re.compile(
    r"<style.*?</style>|<script.*?</script>|<[^>]*>|&#?\w+;|:[a-z]+/\w+:|\w+://\S+", re.DOTALL
)
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
TWO_WORDS = re.compile(r"[^\W\d_]{2,}[,;:.]?\s+[^\W\d_]{2,}")
CAPITALISED = re.compile(r"(?<![\w.])[A-ZÄÖÜÅ][a-zäöüßå]{2,}")

Names = dict[str, ast.expr]


def _texts(node: ast.expr, names: Names) -> Iterator[str]:
    """The literals that reach the screen through an argument."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(literal_pattern(part) or "{}" for part in parts)
        case ast.Name(id=name) if name in names:
            yield from _texts(names[name], {})
        case ast.Call(func=ast.Attribute(value=ast.Constant() | ast.JoinedStr() as said)):
            yield from _texts(said, names)
        case ast.Call():
            return
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from _texts(child, names)


def _given_names(module: ast.Module) -> Names:
    """Names that the module gives a value at its top."""
    return {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _drawn(node: ast.AST) -> Iterator[ast.expr]:
    """The arguments of a call that are drawn."""
    if isinstance(node, ast.Call):
        if called(node) in DRAWING_CALLS:
            yield from node.args
        yield from (given.value for given in node.keywords if given.arg in DRAWING_NAMES)


def _is_worded(text: str) -> bool:
    plain = NOT_WORDS.sub("\n", text.strip())
    if plain.strip() in PROPER_NAMES:
        return False
    return any(TWO_WORDS.search(line) or CAPITALISED.search(line) for line in plain.splitlines())


def literal_words(module: ast.Module) -> list[tuple[int, str]]:
    """Visible literals of a module: (line, text)."""
    names, notes = _given_names(module), docstrings(module)
    found: set[tuple[int, str]] = set()
    for node in ast.walk(module):
        for argument in _drawn(node):
            found |= {(argument.lineno, text) for text in _texts(argument, names)}
        if isinstance(node, ast.Constant | ast.JoinedStr) and node not in notes:
            found |= {(node.lineno, text) for text in _texts(node, {}) if TAG.search(text)}
    return sorted((line, text) for line, text in found if _is_worded(text))


@pytest.mark.parametrize(
    "source",
    [
        'st.header("Heat price")',
        'st.metric(label="Price", value=x)',
        'st.write(f"{x} of the heat")',
        'st.caption("a" + "not taken")',
        'st.info("one" if x else "Nothing here")',
        'st.tabs(["Year", say("a.b")])',
        'alt.X("hour:Q", title="Hour of the year")',
        'st.button("go", help="{} is the limit".format(x))',
        'TITLE = "Heat price"\nst.title(TITLE)',
        'page = f"<h1 class={x}>Heat</h1>"',
        'pd.DataFrame({"Heat": x})',
    ],
)
def test_a_literal_word_is_found(source: str) -> None:
    """The rule sees what it is there to see."""
    assert literal_words(ast.parse(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        '"""Heat price, the page."""',
        'st.header(say("price.title"))',
        "st.write(f'{x} **{say(code)}** · {y}')",
        'alt.X("hour:Q", title=say("chart.hour"))',
        'alt.Axis(labelExpr="datum.value / 1000", format=".1f")',
        'st.Page("pages/site.py", title=say("app.site"), icon=":material/home:")',
        'st.markdown("<style>div.Main a {color: red}</style>", unsafe_allow_html=True)',
        'st.selectbox(say("a"), options=["direct_liquid", "air"])',
        'raise KeyError("No such picture here")',
        'st.set_page_config(page_title="IHP Screener")',
        'st.write(f"{x} MW")',
    ],
)
def test_a_code_a_format_or_a_style_is_no_word(source: str) -> None:
    """The rule leaves alone what nobody reads."""
    assert literal_words(ast.parse(source)) == []


def test_no_visible_word_stands_outside_the_catalogue() -> None:
    """Every word a visitor reads can be translated."""
    found = [
        f"{path.name}:{line} {text[:60]!r}"
        for path in VISIBLE_FILES
        for line, text in literal_words(tree(path))
    ]
    assert not found, listed(found)
