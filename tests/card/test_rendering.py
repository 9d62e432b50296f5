"""Text from outside stays text, whatever field it comes in."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from cards import TAGS, read, subjects

from geo.atlas.opening import join_archive
from geo.records.projects import Feature, Name
from geo.records.sources import OutsideNote, Sic

HOSTILE = (
    "<img src=x onerror=alert(1)> ${a} `b` \\ </script></blockquote> \u202eevil\u202c &amp; {{ 7*7 }} \" ' %s"
)


def test_a_card_is_made_of_the_tags_that_it_should_be(shipped):
    for subject in subjects(shipped):
        page = read(shipped, subject)
        assert set(page.tags) <= set(TAGS.split())
        assert "{" not in page.text


def with_hostile_text(atlas, text):
    """The tiny atlas with the text in every field that people fill, patterns or no patterns."""
    records = atlas.records
    status = {"value": text, "reads": text}
    return join_archive(
        replace(
            records,
            about=records.about.model_copy(update={"title": text, "sentence": text}),
            sources=tuple(
                s.model_copy(
                    update={
                        "title": text,
                        "publisher": text,
                        "caveats": (text,),
                        "voice": text,
                        "author": s.author.model_copy(update={"name": text}),
                    }
                )
                for s in records.sources
            ),
            quotes=tuple(
                q.model_copy(update={"exact": f"{text} {q.exact}", "sic": (Sic(words=text, note=text),)})
                for q in records.quotes
            ),
            facts=tuple(
                f.model_copy(
                    update={
                        "speaker": text,
                        "via": text,
                        "identification": text,
                        "note": text,
                        "missing": text,
                        **(status if isinstance(f.value, str) and f.attribute == "cargo" else {}),
                        "unit": text if f.attribute == "tunnels" else f.unit,
                        "as_of": f.as_of and f.as_of.model_copy(update={"reason": text, "known": "inferred"}),
                    }
                )
                for f in records.facts
            ),
            projects=tuple(
                p.model_copy(
                    update={
                        "name": text,
                        "names": (Name.model_construct(name=text + "!", language="ru", reference="x"),),
                        "notes": (OutsideNote(text=text, references=(text, "geonames:" + text)),),
                        "overlaps": tuple(o.model_copy(update={"reason": text}) for o in p.overlaps),
                    }
                )
                for p in records.projects
            ),
            subjects=tuple(s.model_copy(update={"name": text}) for s in records.subjects),
            references=tuple(r.model_copy(update={"title": text}) for r in records.references),
            features=tuple(
                Feature(
                    f.id, f.properties.model_copy(update={"name": text, "basis": text}), f.geometry, f.file
                )
                for f in records.features
            ),
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "<script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "javascript:alert(1)",
        "&lt;b&gt;",
        "{% raw %}{{ card }}",
        "\u202e\u2066\u200f",
        "]]>",
        "<!-- x",
    ],
)
def test_hostile_text_is_shown_as_text(atlas, text):
    hostile = with_hostile_text(atlas, text)
    pages = [read(hostile, f"project:{project}") for project in hostile.projects.index]
    pages.append(read(hostile, "country:KZ"))
    for page in pages:
        assert set(page.tags) <= set(TAGS.split())
        assert not [name for _, name, _ in page.attributes if name.startswith("on")]
        styles = [value for _, name, value in page.attributes if name == "style"]
        assert all(re.fullmatch(r"((margin-left|left|width): [\d.]+%(; )?)+", style) for style in styles)
        assert all(link.startswith(("https://", "?", "#")) for link in page.links)
    spur = next(page for page in pages if "west" not in page.text.split() and "Northern" not in page.text)
    shown = " ".join(text.split())
    assert spur.text.count(shown) >= 15
    assert all(text in quotation for page in pages for quotation in page.quotations)
