"""The page's colours, said once: the style sheet, the canvas and the contrast test all read them here."""

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "page": "#f5f7f9",
    "surface": "#ffffff",
    "ink": "#17222d",
    "muted": "#4d5b68",
    "rule": "#d5dce3",
    "edge": "#77838f",
    "link": "#0b4f8a",
    "focus": "#0b5fd0",
    "brand": "#10293f",
    "brand-ink": "#ffffff",
    "brand-muted": "#c5d3e0",
    "brand-focus": "#ffd166",
    "mark": "#ffeeb0",
    "warn": "#93291c",
    "warn-tint": "#fdefec",
    "partner": "#1d5c96",
    "partner-tint": "#eaf2f9",
    "role": "#16695e",
    "role-tint": "#e7f4f1",
    "ask": "#74367a",
    "ask-tint": "#f6eef7",
    "addressee": "#233a52",
    "addressee-tint": "#e9eef3",
    "priority": "#805300",
    "priority-tint": "#fbf2df",
    "instrument": "#4a5d22",
    "instrument-tint": "#eff3e5",
    "section": "#55616d",
    "section-tint": "#eef1f4",
    "other-body": "#5d5766",
    "other-body-tint": "#f2f0f4",
    "heat-1": "#e1edf7",
    "heat-2": "#c6dff3",
    "heat-3": "#a6cdec",
    "heat-4": "#82b8e2",
    "hatch": "#e3e8ed",
}
"""Colours of the page on a light ground, and in print."""

DARK: Mapping[str, str] = {
    "page": "#0f151c",
    "surface": "#17202a",
    "ink": "#e8edf2",
    "muted": "#aab6c2",
    "rule": "#2f3c49",
    "edge": "#7d8b99",
    "link": "#93c5f7",
    "focus": "#8fc2ff",
    "brand": "#0b1a29",
    "brand-ink": "#ffffff",
    "brand-muted": "#b8c7d6",
    "brand-focus": "#ffd166",
    "mark": "#5a4a12",
    "warn": "#ffb3a6",
    "warn-tint": "#3a211e",
    "partner": "#86baec",
    "partner-tint": "#1b2d40",
    "role": "#74cbbd",
    "role-tint": "#17302d",
    "ask": "#dca8e0",
    "ask-tint": "#33213a",
    "addressee": "#bccddf",
    "addressee-tint": "#223140",
    "priority": "#e6bd6c",
    "priority-tint": "#352a14",
    "instrument": "#b9ca8a",
    "instrument-tint": "#262e18",
    "section": "#b0bbc5",
    "section-tint": "#1d2833",
    "other-body": "#c0b9c9",
    "other-body-tint": "#2a2631",
    "heat-1": "#1b2d40",
    "heat-2": "#203c59",
    "heat-3": "#264c73",
    "heat-4": "#2c5d8f",
    "hatch": "#263340",
}
"""Colours of the page on a dark ground, where the reader's system asks for it."""

KINDS = ("partner", "role", "ask", "addressee", "priority", "instrument", "section", "other-body")
"""Kinds of node that have a colour of their own, each with a tint."""

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "muted", "link") for ground in ("page", "surface", "section-tint")),
    ("brand-ink", "brand"),
    ("brand-muted", "brand"),
    ("ink", "mark"),
    ("warn", "surface"),
    ("warn", "page"),
    ("warn", "warn-tint"),
    ("ink", "warn-tint"),
    *((kind, ground) for kind in KINDS for ground in ("surface", "page", f"{kind}-tint")),
    *(("ink", f"{kind}-tint") for kind in KINDS),
    *(("muted", f"{kind}-tint") for kind in KINDS),
    *(("link", f"{kind}-tint") for kind in KINDS),
    *(("ink", f"heat-{shade}") for shade in (1, 2, 3, 4)),
    ("muted", "hatch"),
    ("surface", "ink"),
)
"""Text and the ground it stands on: at least 4.5 to 1."""

GRAPHIC_PAIRS: tuple[tuple[str, str], ...] = (
    *((line, ground) for line in ("edge", "focus", "warn") for ground in ("page", "surface", "section-tint")),
    ("brand-focus", "brand"),
    *((kind, ground) for kind in KINDS for ground in ("page", "surface", "section-tint", f"{kind}-tint")),
    *(("edge", f"{kind}-tint") for kind in KINDS),
    *(("partner", f"heat-{shade}") for shade in (1, 2)),
    *(("ink", f"heat-{shade}") for shade in (1, 2, 3, 4)),
    ("edge", "hatch"),
)
"""Lines, shapes and the borders of controls against their ground: at least 3 to 1."""

DECORATIVE = frozenset({"rule"})
"""Hairlines that carry no meaning."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def style_variables() -> str:
    """The palette as style sheet variables: light, dark where the system or the reader asks for it, light on paper."""
    light, dark = _block(LIGHT), f"color-scheme:dark;{_block(DARK)}"
    return (
        f":root{{{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f"@media screen{{:root[data-theme=dark]{{{dark}}}:root[data-theme=light]{{color-scheme:light}}}}\n"
    )


def _block(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())
