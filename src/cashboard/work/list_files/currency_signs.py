"""What stands beside amounts instead of an ISO 4217 code."""

_SIGNS = """
€ EUR
euro EUR
£ GBP EGP GIP SHP FKP
$ USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS BBD BSD JMD TTD
US$ USD
A$ AUD
AU$ AUD
C$ CAD
CA$ CAD
NZ$ NZD
HK$ HKD
S$ SGD
R$ BRL
MX$ MXN
¥ JPY CNY
\uffe5 JPY CNY
₹ INR
rs INR PKR LKR NPR MUR
rs. INR PKR LKR NPR MUR
₩ KRW
₺ TRY
₽ RUB
₪ ILS
₴ UAH
₫ VND
₱ PHP
฿ THB
zł PLN
kč CZK
ft HUF
lei RON
kr SEK NOK DKK ISK
kr. DKK SEK NOK ISK
fr CHF
fr. CHF
sfr CHF
sfr. CHF
"""
_ROWS = [line.split() for line in _SIGNS.strip().splitlines()]
_CURRENCIES = {sign.casefold(): tuple(codes) for sign, *codes in _ROWS}


def meant_by(sign: str) -> tuple[str, ...]:
    """The ISO 4217 codes that a sign can mean: "€" is ("EUR",), "¥" ("JPY", "CNY"), an unknown one ()."""
    return _CURRENCIES.get(sign.casefold(), ())
