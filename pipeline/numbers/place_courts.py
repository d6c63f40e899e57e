"""The short name of a court in, its full name out."""

import re

from pipeline.numbers.place_bodies import Subject
from pipeline.numbers.place_known import Known


def spelled_out(subject: Subject, known: Known) -> str | None:
    """Return the full name of a court where the text has it: 某市中院 is …中级人民法院."""
    name = subject.name
    if name is None or not name.endswith(("中院", "中级人民法院")):
        return name
    name = name.replace("中级人民法院", "中院")
    if name not in known.spelled:
        known.spelled[name] = _court(name, known) or subject.name or name
    return known.spelled[name]


def _court(name: str, known: Known) -> str | None:
    """Return the full name of a 中院 where the text has it; 市中院 is that of the home city."""
    place, text = name.removesuffix("中院"), known.clean.text
    if place in ("市", "州") and known.home and known.home.endswith(place):
        return f"{known.home}中级人民法院"
    if place:
        full = re.search(rf"{re.escape(place)}[市州]?[一-鿿]{{0,3}}中级人民法院", text)
        return full[0] if full else None
    courts = set(re.findall(r"[一-鿿]{2,6}[市州]中级人民法院", text))
    return courts.pop() if len(courts) == 1 else None
