"""The recipes of docs/adding.md, each carried out on a copy of the tree."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COPIED = ("ihp_core", "pages", "app.py", "settings.toml", "static", ".streamlit")
SITE = {
    "country": "DE",
    "data_centre": {"it_capacity_mw": 10, "cooling": "warm_water"},
    "network": {"supply_winter_c": 75, "heat_source_today": "gas_boiler"},
    "connection": {"distance_km": 0.8},
}
HELD = {"plant": {"heat_pump_capacity_mw": 5}}
"""A machine that stands, so that a cost changes nothing but the cost."""
SHOWN = """
import sys
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
made = PagesManager.__init__
def plain(self, *given, **named):
    PagesManager.uses_pages_directory = False
    made(self, *given, **named)
PagesManager.__init__ = plain
app = AppTest.from_file("app.py", default_timeout=60).run()
for part in ("data_centre", "network", "pipe", "plant", "money"):
    app.session_state[f"site:more:{part}"] = True
for part in ("figures", "years", "terms", "exit"):
    app.session_state[f"price:fold:{part}"] = True
app.switch_page(sys.argv[1]).run()
assert not app.exception, app.exception
for element in app.get("html"):
    print(element.proto.body)
kinds = ("markdown", "caption", "table", "number_input", "text_input", "selectbox")
for kind in kinds:
    for element in app.get(kind):
        print(getattr(element, "label", ""), getattr(element, "value", ""))
for table in app.dataframe:
    print(table.value.to_string())
"""


class Tree:
    """A copy of the project, and which of its files were changed."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        self.changed: set[str] = set()
        for name in COPIED:
            source, target = root / name, folder / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)

    def append(self, path: str, text: str) -> None:
        """Put a text at the end of a file."""
        self.changed.add(path)
        file = self.folder / path
        file.write_text(file.read_text("utf-8").rstrip("\n") + "\n" + text, "utf-8")

    def insert(self, path: str, before: str, text: str) -> None:
        """Put a text before another one that stands once in a file."""
        self.changed.add(path)
        file = self.folder / path
        whole = file.read_text("utf-8")
        assert whole.count(before) == 1, (path, before)
        file.write_text(whole.replace(before, text + before), "utf-8")

    def say(self, file: str, code: str, text: str) -> None:
        """A message in English, German and Swedish, the last two behind a mark."""
        group, name = code.rsplit(".", 1)
        path, line = f"ihp_core/text/messages/{file}.toml", f"{name} = {json.dumps(text)}\n"
        whole = (self.folder / path).read_text("utf-8")
        if f"\n[{group}]\n" in whole:
            whole = whole.replace(f"\n[{group}]\n", f"\n[{group}]\n{line}")
            (self.folder / path).write_text(whole, "utf-8")
            self.changed.add(path)
        else:
            self.append(path, f"\n[{group}]\n{line}")
        for language in ("de", "sv"):
            entry = f"msgid {json.dumps(text)}\nmsgstr {json.dumps(f'{language}: {text}')}\n"
            self.append(f"ihp_core/text/locale/{language}.po", f'\nmsgctxt "{code}"\n{entry}')

    def run(self, *arguments: str) -> str:
        """What Python prints in the copy."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def assess(self, **parts: dict[str, Any]) -> dict[str, Any]:
        """The answer to the site with what is stated beside it."""
        site = SITE | {name: SITE.get(name, {}) | part for name, part in parts.items()}
        (self.folder / "site.json").write_text(json.dumps(site), "utf-8")
        answer: dict[str, Any] = json.loads(self.run("-m", "ihp_core", "assess", "site.json"))
        return answer

    def report(self, ending: str, language: str = "en", audience: str = "internal") -> bytes:
        """A file made of the site that was assessed last."""
        out = f"out.{ending}"
        wanted = ("--language", language, "--audience", audience)
        self.run("-m", "ihp_core", "report", "site.json", "-o", out, *wanted)
        return (self.folder / out).read_bytes()

    def cells(self, language: str = "en") -> str:
        """All that stands in the internal workbook, values and formulas."""
        import openpyxl

        self.report("xlsx", language)
        book = openpyxl.load_workbook(self.folder / "out.xlsx")
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)

    def asked(self, party: str) -> str:
        """All that stands in the data request to a party."""
        import openpyxl

        asked = ("request", "site.json", "-o", "asked.xlsx", "--party", party)
        self.run("-m", "ihp_core", *asked)
        book = openpyxl.load_workbook(self.folder / "asked.xlsx")
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return "\n".join(str(cell) for row in rows for cell in row if cell is not None)

    def page(self, name: str) -> str:
        """The words of a page of the app, with the first example."""
        (self.folder / "shown.py").write_text(SHOWN, "utf-8")
        return self.run("shown.py", f"pages/{name}.py")


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Tree:
    """The project as it is, to be added to."""
    return Tree(tmp_path, root)


@pytest.fixture(scope="module")
def recipes(root: Path) -> dict[str, str]:
    """The recipes by their heading."""
    parts = re.split(r"^## ", (root / "docs" / "adding.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(part.split("\n", 1) for part in parts[1:])


def _named_in(recipe: str, changed: set[str]) -> None:
    """No file was touched that the recipe does not name; translations follow every message."""
    rest = {path for path in changed if not path.endswith(".po")}
    unnamed = {path for path in rest if path not in recipe and Path(path).name not in recipe}
    assert not unnamed


@pytest.mark.wide
def test_a_criterion(copy: Tree, recipes: dict[str, str]) -> None:
    """A row, a function, its sentences: judged, in the verdict, in every paper and language."""
    copy.append(
        "ihp_core/data/criteria.csv",
        "grid_power,deciding,,lower,0.01,0.02,2 %,MW,,,judgement: a test,2026,2026-11-28,\n",
    )
    copy.append(
        "ihp_core/viability/criteria.py",
        '''

@site_criterion
def grid_power(facts: Facts) -> Array:
    """Electricity of the plant at design [MW]."""
    return facts.outcome.built.electricity_mw
''',
    )
    for status in ("pass", "conditional", "fail"):
        copy.say("criteria", f"criterion.grid_power.{status}", f"{status}: {{value}}, {{limit}}.")
    copy.say("criteria", "criterion.grid_power.name", "Power from the grid")
    _named_in(recipes["A criterion"], copy.changed)
    answer = copy.assess()
    (row,) = (row for row in answer["criteria"] if row["id"] == "grid_power")
    assert row["status"] == "fail"
    assert row["limit"] == 0.02
    assert answer["verdict"] == "not_viable"
    assert "Power from the grid" in copy.report("md").decode()
    assert "de: Power from the grid" in copy.report("md", "de").decode()
    assert "sv: Power from the grid" in copy.cells("sv")
    assert copy.report("pdf").startswith(b"%PDF")
    assert "Power from the grid" in copy.page("viability")


@pytest.mark.wide
@pytest.mark.parametrize(
    ("adds", "name", "unit", "who"),
    [
        ("capital", "survey_fee_eur", "EUR", "operator"),
        ("yearly", "land_lease_eur_per_year", "EUR/a", "money"),
    ],
)
def test_an_input_that_only_adds_to_the_cost(
    copy: Tree, recipes: dict[str, str], adds: str, name: str, unit: str, who: str
) -> None:
    """A row, a field, its words: in floor and capital, widget, papers, workbook, link, schema."""
    path = f"market.{name}"
    copy.append(
        "ihp_core/data/assumptions/inputs.csv",
        f"{path},,50000,0,100000,{unit},judgement: a test,,2026,judgement\n",
    )
    copy.insert(
        "ihp_core/site/money.py",
        "    carbon_price_eur_per_t:",
        f'    {name}: Number | None = known(0, 1e7, "{unit}", 1000, "{who}", adds="{adds}")\n',
    )
    for part in ("label", "short", "help"):
        copy.say("inputs", f"input.{path}.{part}", f"Fee to the operator ({part})")
    _named_in(recipes["An input that only adds to the cost"], copy.changed)
    dear, usual = copy.assess(market={name: 1e6}, **HELD), copy.assess(**HELD)
    assert usual["inputs"][path]["value"] == 50000
    assert usual["inputs"][path]["from"] == "table"
    line = name.removesuffix("_per_year").removesuffix("_eur")
    if adds == "capital":
        assert dear["cost"][f"{line}_eur"] == 1e6
        assert dear["cost"]["capex_eur"] - usual["cost"]["capex_eur"] == pytest.approx(950_000)
    else:
        per_mwh = dear["price"][f"{line}_eur_per_mwh"]
        assert dear["cost"][f"{line}_eur_per_year"] == 1e6
        assert per_mwh == pytest.approx(1e3 / dear["heat"]["delivered_gwh"], rel=1e-9)
    assert dear["price"]["floor_eur_per_mwh"] > usual["price"]["floor_eur_per_mwh"] + 1
    assert dear["heat"] == usual["heat"]
    for language, label in (("en", "Fee to"), ("de", "de: Fee to"), ("sv", "sv: Fee to")):
        assert label in copy.cells(language)
    assert copy.report("pdf").startswith(b"%PDF")
    copy.run("-m", "ihp_core.files.schema")
    assert name in (copy.folder / "ihp_core/data/project.schema.json").read_text("utf-8")
    code = f"from ihp_core.files.link import *; print(unpacked(packed({{'{path}': 7.0}})))"
    assert name in copy.run("-c", code)
    glossary = "from ihp_core.results.glossary import glossary; print(glossary())"
    assert name in copy.run("-c", glossary)
    if who == "operator":
        assert "Fee to the operator" in copy.asked("network_operator")
    assert "Fee to the operator" in copy.page("site")
    assert "Fee to the operator" in copy.page("methods")


def test_a_country(copy: Tree, recipes: dict[str, str]) -> None:
    """Rows alone: its price counts, and nobody is told that the country has no data."""
    rows = (
        ("countries", "market.electricity_price_eur_per_mwh", "PT", "111", "EUR/MWh"),
        ("countries", "market.wholesale_electricity_eur_per_mwh", "PT", "65", "EUR/MWh"),
        ("electricity", "market.electricity_price_eur_per_mwh", "PT.data_centre", "99", "EUR/MWh"),
        ("electricity", "market.electricity_price_eur_per_mwh", "PT.contract", "90", "EUR/MWh"),
        ("electricity", "electricity.price_zone", "PT", "DE", "choice"),
    )
    for file, key, scope, figure, unit in rows:
        width = "80,140" if figure.isdigit() else ","
        copy.append(
            f"ihp_core/data/assumptions/{file}.csv",
            f"{key},{scope},{figure},{width},{unit},judgement: a test,,2026,judgement\n",
        )
    _named_in(recipes["A country"], copy.changed)
    price, warnings = json.loads(copy.run("-c", COUNTRY))
    assert price == 111
    assert "country_without_data" not in warnings


def test_a_register_of_surplus_heat(copy: Tree, recipes: dict[str, str]) -> None:
    """Two rows: its columns are read, and its name stands in the source of every figure."""
    copy.append(
        "ihp_core/data/lead_registers.csv",
        "fatal,Chaleurs fatales,Gisement de chaleur,FR,,,judgement: a test,judgement\n",
    )
    path = "ihp_core/data/lead_columns.csv"
    copy.insert(path, "Wärmemenge pro Jahr|", "Chaleur fatale annuelle|")
    copy.insert(path, "Name des Abwärmepotentials|", "Gisement de chaleur|")
    _named_in(recipes["A register of surplus heat"], copy.changed)
    header = "Gisement de chaleur;Latitude;Longitude;Chaleur fatale annuelle [GWh]"
    (copy.folder / "r.csv").write_text(f"{header}\nFonderie;48.86;2.35;40\n", "utf-8")
    near = ("leads", "r.csv", "--network", "48.85,2.35", "-o", "out.csv")
    copy.run("-m", "ihp_core", *near)
    assert "Fonderie" in (copy.folder / "out.csv").read_text("utf-8-sig")
    assert "Chaleurs fatales" in (copy.folder / "out.csv").read_text("utf-8-sig")


COUNTRY = """
import json
from ihp_core import Site, assess
site = {"country": "PT", "data_centre": {"it_capacity_mw": 10, "cooling": "warm_water"},
        "network": {"supply_winter_c": 75}}
answer = assess(Site.model_validate(site))
price = answer.inputs["market.electricity_price_eur_per_mwh"].value
print(json.dumps([price, list(answer.warnings)]))
"""


@pytest.mark.wide
def test_a_price_structure(copy: Tree, recipes: dict[str, str]) -> None:
    """A name, an object, its words: in every table, chart, paper and formula of structures."""
    copy.changed.add("ihp_core/site/fields.py")
    file = copy.folder / "ihp_core/site/fields.py"
    whole = file.read_text("utf-8")
    old = 'Structure = Literal["indexed", "two_part", "fixed",'
    assert old in whole
    file.write_text(whole.replace(old, f'{old} "prices",'), "utf-8")
    copy.insert(
        "ihp_core/contract/structures.py",
        '        PriceStructure("fixed",',
        '        PriceStructure("prices", _by_prices, "indicative_price*{cpi}", False),\n',
    )
    copy.insert(
        "ihp_core/contract/structures.py",
        "INDEX = ",
        '''def _by_prices(agreed: Offer, path: Paths) -> Array:
    """P_0 x CPI_t/CPI_0."""
    return np.asarray(agreed.price * path.cpi[None])


''',
    )
    words = {
        "inputs": ["choice"],
        "price": ["price.structure", "price.shock"],
        "charts_price": ["charts.over_years"],
        "contract": ["contract.term.price", "contract.term.formula"],
        "report": ["report.formula"],
        "workbook": ["workbook.years"],
    }
    for name, groups in words.items():
        for group in groups:
            copy.say(name, f"{group}.prices", "Follows consumer prices alone")
    _named_in(recipes["A price structure"], copy.changed)
    copy.assess(contract={"structure": "prices"})
    assert "Follows consumer prices alone" in copy.report("md").decode()
    assert "de: Follows consumer prices alone" in copy.report("md", "de").decode()
    cells = copy.cells("sv")
    assert "sv: Follows consumer prices alone" in cells
    assert 'contract_structure="sv: Follows consumer prices alone"' in cells
    assert copy.report("pdf").startswith(b"%PDF")
    assert "Follows consumer prices alone" in copy.page("price")
