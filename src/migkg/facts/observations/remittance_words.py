"""What figures of remittances are of: received or sent, a share of the economy, how spent."""

import re
from typing import Final

from migkg.facts.observations.observed_where import clause
from migkg.facts.observations.quantities import Quantity

ANAPHORA: Final = re.compile(
    r"^(?:\d+[.)] )?(?:This|These|Those|That|They|It|Their|Its|The (?:remaining|figure|latter|"
    r"total)|Ils|Elles|Ces?|"
    r"Celles?-ci|Ceux-ci|Estos?|Estas?|Ellos|Su)\b|\b(?:of|from) (?:this|these|those|them|"
    r"that)\b|During (?:that|this|the same) period",
)
_ECONOMIC: Final = re.compile(
    r"(?:%|per ?cent|percent|pour ?cent|por ciento) (?:of|des?|du|de las?|de los|del)\s(?:the |"
    r"la |le |their |its |all |total )*"
    r"(?:imports?|exports?|importations|exportations|importaciones|exportaciones|deposits|"
    r"dépôts|depósitos|"
    r"recettes|revenues?|receipts|ingresos|foreign exchange|réserves|reserves|earnings|income|"
    r"gains|wages)",
    re.IGNORECASE,
)
REMITTANCES: Final = re.compile(r"remittanc|\btransferts\b|envois de fonds|remesas", re.IGNORECASE)
_SPENT: Final = re.compile(
    r"\b(?:se répartissent|are (?:spent|used)|is (?:spent|used)|se destinan?)\b"
)


def of_economy(text: str, quantity: Quantity, previous: str) -> tuple[str, str]:
    """Return the indicator of a share of the economy: of imports, deposits, domestic product."""
    if quantity.unit != "percent":
        return "", ""
    stretch = text[quantity.begin : quantity.end + 60]
    about = (
        text if REMITTANCES.search(text) else f"{previous} {text}" if ANAPHORA.search(text) else ""
    )
    found = REMITTANCES.search(about)
    product = re.match(
        r"[\d.,]+\s?(?:%|per ?cent|percent|pour ?cent|por ciento) (?:of|du|del) (?:the |its |"
        r"their |national |total )*"
        r"(?:GDP|gross domestic product|PIB|produit intérieur brut|producto interno bruto)",
        stretch,
        re.IGNORECASE,
    )
    if product:
        return (
            ("remittances-gdp-share", found[0]) if found else ("gross-domestic-product", product[0])
        )
    if _ECONOMIC.search(stretch[: quantity.end - quantity.begin + 50]):
        return ("remittances", found[0]) if found else ("other", stretch)
    if found and _SPENT.search(text):
        return "remittances", found[0]
    return "", ""


def which_remittances(text: str, quantity: Quantity, *, money: bool) -> str:
    """Return whether a sum is of remittances received, sent, or of neither in particular."""
    if not money:
        return "remittances"
    low, high = clause(text, quantity.begin, quantity.end)
    near = text[low:high]
    if re.search(
        r"\b(?:sent|remitted) (?:by|from|home by)|\boutward|\boutflows?|sortants|"
        r"enviadas (?:por|desde)",
        near,
    ):
        return "remittances-sent"
    if re.search(
        r"remittances?(?: (?:flows?|transfers?|payments?|inflows?))? (?:to|in|into|for)\b|"
        r"\breceiv|\breçu|\brecib|"
        r"destination countr|\btransferts\b|"
        r"envois de fonds (?:vers|à destination)|remesas (?:a|hacia|recibidas)|received",
        text,
        re.IGNORECASE,
    ) and not re.search(r"transfer of remittances", near):
        return "remittances-received"
    return "remittances"
