"""A finished chart read back from its markup: where every word stands, measured as widely as it may be drawn."""

import re
from dataclasses import dataclass
from itertools import accumulate, combinations
from xml.etree import ElementTree

from kyodo.charts.labels import ASCENT, LINE_HEIGHT, Box, phrases, text_width

SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Word:
    text: str
    box: Box


class Drawn:
    """`words` in the order of drawing, `view` the part of the plane that is seen."""

    def __init__(self, svg: str):
        self.root = ElementTree.fromstring(svg)  # noqa: S314 – our own markup
        x, y, width, height = map(float, self.root.get("viewBox").split())
        self.view = Box(x, y, width, height)
        self.words = list(self._words(self.root, 0.0, 0.0, 16.0))

    def _words(self, element, x: float, y: float, font: float):
        font = float(element.get("font-size", font))
        if moved := _MOVED.match(element.get("transform", "")):
            x, y = x + float(moved[1]), y + float(moved[2])
        if element.tag == f"{SVG}text":
            width = text_width(element.text, font)
            left = x + float(element.get("x")) - width * _SHARE[element.get("text-anchor", "start")]
            first = (LINE_HEIGHT - 1) / 2 + ASCENT
            yield Word(
                element.text, Box(left, y + float(element.get("y")) - first * font, width, LINE_HEIGHT * font)
            )
        for child in element:
            yield from self._words(child, x, y, font)

    @property
    def texts(self) -> list[str]:
        return [word.text for word in self.words]

    @property
    def description(self) -> str:
        return self.root.find(f"{SVG}desc").text

    def collisions(self) -> list[tuple[str, str]]:
        """Words of which one stands on another."""
        return [
            (one.text, other.text)
            for one, other in combinations(self.words, 2)
            if one.box.overlaps(other.box, gap=-0.05)
        ]

    def outside(self) -> list[str]:
        view = self.view
        return [
            word.text
            for word in self.words
            if word.box.x < view.x - 0.05
            or word.box.right > view.right + 0.05
            or word.box.y < view.y - 0.05
            or word.box.bottom > view.bottom + 0.05
        ]

    def is_whole(self, label: str) -> bool:
        """Whether the label stands there, cut nowhere but between phrases."""
        ends = set(accumulate(map(len, phrases(label))))
        for first, text in enumerate(self.texts):
            said, at = "", first
            while label.startswith(said) and said != label and at < len(self.texts):
                said, at = said + self.texts[at], at + 1
                if said.startswith(label):
                    return set(accumulate(map(len, self.texts[first : at - 1]))) <= ends
                if not text:
                    break
        return False

    def areas(self, name: str) -> list[Box]:
        """The rectangles filled with the pattern that ends so."""
        found = (each for each in self.root.iter(f"{SVG}rect") if each.get("fill", "").endswith(f"-{name})"))
        return [Box(*(float(each.get(key)) for key in ("x", "y", "width", "height"))) for each in found]
