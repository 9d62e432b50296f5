"""Pages of our own beside the atlas, and the renderer of every template but the card's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt

from geo.wording.catalogue import Words

_TEMPLATES = Path(__file__).parent / "templates"

_DECIDED = Path(__file__).parents[2] / "docs" / "how-we-decide.md"


def render(folder: Path, template: str, words: Words, **values: object) -> str:
    """Return a template of a folder as HTML. Values are escaped; one that is not there is an error."""
    found = _open_templates(folder).get_template(template)
    return found.render(say=words.say, count=words.count, language=words.language, **values)


@lru_cache(maxsize=8)
def _open_templates(folder: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def build_decided_page(words: Words) -> bytes:
    """Return the page on how is decided between sources, from docs/how-we-decide.md."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    text = parser.render(_DECIDED.read_text(encoding="utf-8"))
    return render(_TEMPLATES, "how-we-decide.html", words, text=text).encode()
