"""The customers: invented companies with a size, terms, a currency and a way of paying."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer. `size` A buys often and much, C seldom and little; `terms` are days net."""

    number: str
    name: str
    country: str
    size: str
    terms: int
    habit: str

    @property
    def index(self) -> int:
        """The running part of the number."""
        return int(self.number[2:])

    @property
    def currency(self) -> str:
        """What it is invoiced in."""
        return {"GB": "GBP", "US": "USD"}.get(self.country, "EUR")


TABLE = """
Rheinthal Anlagenbau GmbH|DE|A|30|usual
Nordhavn VVS A/S|DK|A|30|prompt
Kessler Prozesstechnik AG|DE|A|45|run
Aquaviva Impianti S.r.l.|IT|A|60|slow
Thornbury Process Systems Ltd|GB|A|30|run
Société Delmas Fluides|FR|A|45|usual
Van Houtven Installatie BV|NL|A|30|prompt
Brisk Harbor Controls Inc.|US|A|45|usual
Oststahl Rohrleitungsbau GmbH|DE|A|30|worsening
Talleres Ibarrola S.A.|ES|B|60|slow
Zelinka Vodotechnika s.r.o.|CZ|B|30|usual
Fjellheim Energi AS|NO|B|30|prompt
Maison Verrier Chauffage SARL|FR|B|45|slow
Hartwig Gebäudetechnik GmbH|DE|B|14|prompt
Grünwald Haustechnik KG|AT|B|30|usual
Sundberg & Lind Värme AB|SE|B|30|prompt
De Clercq Leidingen NV|BE|B|30|usual
Corrib Pump Services Ltd|IE|B|30|run
Rohrwerk Lippe GmbH & Co. KG|DE|B|30|usual
Castellani Valvole S.p.A.|IT|B|60|improving
Pennine Pipework Ltd|GB|B|30|usual
Wasserwerke Hellertal|DE|B|30|prompt
Metalúrgica do Vouga Lda|PT|B|60|slow
Kowalczyk Instalacje Sp. z o.o.|PL|B|30|usual
Lac Bleu Sanitaire SA|CH|B|30|prompt
Bergmoser Kältetechnik GmbH|DE|B|30|usual
Kaukasalo Lämpö Oy|FI|B|21|prompt
Great Ouse Water Fittings Ltd|GB|B|45|late run
Fuchsberg Chemieanlagen GmbH|DE|B|45|run
Idraulica Montecchi S.n.c.|IT|B|60|usual
Cedar Falls Valve & Supply LLC|US|B|30|usual
Stadtwerke Birkenau|DE|B|30|prompt
Hoogland Scheepstechniek BV|NL|B|30|usual
Etablissements Corvaisier|FR|B|60|run
Weidner Brauereitechnik GmbH|DE|C|30|usual
Alpenquell Sanitär GmbH|AT|C|14|prompt
Molenaar Tuinbouwtechniek BV|NL|C|14|prompt
Lindgren Rörservice AB|SE|C|30|usual
Kirchhoff Schwimmbadbau|DE|C|14|usual
Hydro Provence SARL|FR|C|30|slow
Ostermann Heizungsbau|DE|C|14|prompt
Tisztavíz Kft.|HU|C|30|usual
Climatización Robledo S.L.|ES|C|45|slow
Brook & Yardley Heating Ltd|GB|C|30|usual
Vandevelde Brouwerijtechniek|BE|C|30|prompt
Marktl Landtechnik GmbH|DE|C|30|usual
Termika Novak d.o.o.|SI|C|30|usual
Skagen Fiskeindustri A/S|DK|C|21|prompt
Ruhrgrund Tiefbau GmbH|DE|C|30|hardly
Officine Bardella|IT|C|60|usual
Pfaffinger Molkereitechnik|DE|C|30|prompt
Galway Bay Marine Ltd|IE|C|30|usual
Elbmarsch Bewässerung eG|DE|C|30|usual
Jezerka Teplo a.s.|CZ|C|30|prompt
Canal du Nord Services|FR|C|45|usual
Schönfelder Laborbau GmbH|DE|C|30|prompt
Three Rivers Brewing Supply Co.|US|C|30|usual
Costa Verde Conservas Lda|PT|C|45|slow
Dreiländer Armaturenhandel GmbH|DE|C|30|run
Öresund Kylteknik AB|SE|C|30|usual
"""


def _buyers() -> tuple[Buyer, ...]:
    rows = [line.split("|") for line in TABLE.strip().splitlines()]
    return tuple(
        Buyer(f"C-{1001 + at}", name, country, size, int(terms), habit)
        for at, (name, country, size, terms, habit) in enumerate(rows)
    )


BUYERS = _buyers()
SHARE = {"A": 7.0, "B": 2.2, "C": 0.8}
"""How often a customer of this size orders, relative to each other."""

LIMIT = {"A": 400_000, "B": 120_000, "C": 30_000}
"""Its credit limit in whole units of its currency."""
