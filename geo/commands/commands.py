"""The curator's commands: `corridors validate`, `corridors verify`."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress

from geo.atlas.atlas import Atlas
from geo.atlas.opening import open_atlas
from geo.checks.gate import check_records
from geo.checks.quotation_rules import check_texts, check_texts_at_hand
from geo.checks.quotations import describe_text, hash_text, seal_quote
from geo.commands.dictionary import write_reference_docs
from geo.commands.record_health import build_health_page, describe_health, measure_health
from geo.errors import ImportRefused, Problem, QuoteNotFound
from geo.intake.importing import Origin, import_file
from geo.intake.vector_files import Fields, Report
from geo.map.messages import SHARED, write_message_schema
from geo.records.archive import Records
from geo.records.curated import read_curated
from geo.records.files import dump_record, dump_yaml, read_texts, write_records
from geo.records.sources import Quote
from geo.settings import Settings, read_settings, read_today

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Check and tend the records of the corridor atlas. Exit code 0: good; 1: problems found, "
    "all of them listed; 2: wrong use.",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a machine to read.")]

Data = Annotated[Path | None, typer.Option("--data", help="The data folder instead of CORRIDORS_DATA's.")]


@app.command()
def validate(data: Data = None, as_json: Json = False) -> None:
    """Check every record without the source texts: schema, seals, values, shares, geometry."""
    atlas = open_atlas(read_settings() if data is None else _settings(data))
    _report(atlas.problems, as_json, f"{_counted(atlas)}: no problems.")


@app.command()
def verify(
    texts: Annotated[Path, typer.Option(help="Folder with the full texts of the sources (*.txt).")],
    seal: Annotated[
        bool, typer.Option("--seal", help="Write offsets and seals of quotes found verbatim.")
    ] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Check every quotation in the full texts; with --seal, place and seal what is new."""
    if not texts.is_dir():
        raise typer.BadParameter(f"{texts} is no folder", param_hint="--texts")
    records, problems = _read(data)
    hashes = {source.text.sha256: source.id for source in records.sources if source.text}
    found = read_texts(texts, hashes, hash_text)
    if seal and problems:
        _report(problems, as_json, "")
    if seal:
        _seal(records, found, read_settings() if data is None else _settings(data))
        records, problems = _read(data)
    problems += check_records(records)
    problems += check_texts(records, found)
    problems += check_texts_at_hand(records, found, texts)
    quoted = sum(quote.source in found for quote in records.quotes)
    _report(problems, as_json, f"{quoted} quotations stand verbatim in {len(found)} texts.")


@app.command("import")
def import_(  # noqa: PLR0913, PLR0917 - one option a field
    file: Annotated[Path, typer.Argument(help="Any vector file that GDAL reads.")],
    into: Annotated[Path, typer.Option(help="The data folder to write; new or empty.")],
    source_title: Annotated[str, typer.Option(help="The data set's title.")],
    licence: Annotated[str, typer.Option(help="The data set's licence.")],
    published: Annotated[str, typer.Option(help="When it was published: 2024-06 or 2024-06-30.")],
    id_field: Annotated[str | None, typer.Option()] = None,
    name_field: Annotated[str | None, typer.Option()] = None,
    kind_field: Annotated[str | None, typer.Option()] = None,
    country_field: Annotated[str | None, typer.Option()] = None,
    status_field: Annotated[str | None, typer.Option()] = None,
    quote_field: Annotated[str | None, typer.Option(help="Text of the record to be quoted.")] = None,
    publisher: Annotated[str | None, typer.Option()] = None,
    address: Annotated[str | None, typer.Option(help="Where the data set is found.")] = None,
    layer: Annotated[str | None, typer.Option(help="The layer, where the file has several.")] = None,
    crs: Annotated[str | None, typer.Option(help="Coordinate system, where the file states none.")] = None,
    as_json: Json = False,
) -> None:
    """Make a data folder for CORRIDORS_DATA from any vector file; fields not named are left out."""
    fields = Fields(id_field, name_field, kind_field, country_field, status_field, quote_field)
    origin = Origin(source_title, licence, published, publisher, address)
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Measuring", total=None)
        report = _import(
            file,
            into,
            fields,
            origin,
            layer,
            crs,
            lambda done, total: bar.update(task, completed=done, total=total),
        )
    _report_import(report, into, as_json)


def _import(
    file: Path,
    into: Path,
    fields: Fields,
    origin: Origin,
    layer: str | None,
    crs: str | None,
    progress: Callable[[int, int], None],
) -> Report:
    try:
        return import_file(file, into, fields, origin, layer=layer, crs=crs, progress=progress)
    except (ImportRefused, ValidationError) as error:
        typer.echo(f"corridors import: {error}", err=True)
        raise typer.Exit(2) from error


def _report_import(report: Report, into: Path, as_json: bool) -> None:
    left_out = [remark for remark in report.remarks if remark.is_left_out]
    if as_json:
        typer.echo(json.dumps({**vars(report), "remarks": [vars(r) for r in report.remarks]}))
    else:
        for note in report.notes:
            typer.echo(note)
        for remark in report.remarks:
            typer.echo(f"row {remark.row}: {remark.what}{' - left out' if remark.is_left_out else ''}")
        typer.echo(
            f"{report.written:,} of {report.rows:,} rows written to {into}; {len(left_out):,} left out."
        )
        typer.echo(f"Open it with: CORRIDORS_DATA={into} streamlit run dashboard.py")
    if left_out:
        raise typer.Exit(1)


@app.command()
def describe(
    text: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The full text of a source.")],
) -> None:
    """Print the `text:` section of a source's record: hash, public key, number of words."""
    described = describe_text(text.read_text(encoding="utf-8"))
    typer.echo(dump_yaml({"text": dump_record(described)}), nl=False)


@app.command()
def health(
    data: Annotated[Path | None, typer.Option(help="A data folder; CORRIDORS_DATA without.")] = None,
    today: Annotated[str | None, typer.Option(help="The day to which ages count; without it, today.")] = None,
    into: Annotated[Path | None, typer.Option(help="Also write the report to this Markdown file.")] = None,
    as_json: Json = False,
) -> None:
    """Report on the record itself: voices, ages, differences, share of traced kilometres."""
    try:
        day = date.fromisoformat(today) if today else read_today()
    except ValueError as error:
        typer.echo(f"corridors health: {error}", err=True)
        raise typer.Exit(2) from error
    atlas = open_atlas(read_settings() if data is None else _settings(data))
    report = measure_health(atlas, day)
    text = describe_health(report)
    if into is not None:
        into.write_text(build_health_page(report), encoding="utf-8")
    typer.echo(json.dumps(report.to_json(), ensure_ascii=False) if as_json else text, nl=as_json)
    if report.problems:
        raise typer.Exit(1)


@app.command()
def docs(
    folder: Annotated[Path, typer.Option("--into", help="The folder of the documentation.")] = Path("docs"),
    shared: Annotated[
        Path, typer.Option(help="The folder of the browser's part that has the messages.")
    ] = SHARED,
) -> None:
    """Write the JSON Schemas and the curator's dictionary from the models."""
    for file in (*write_reference_docs(folder), write_message_schema(shared)):
        typer.echo(file.as_posix())


def _settings(data: Path) -> Settings:
    return read_settings({"CORRIDORS_DATA": str(data)})


def _read(data: Path | None) -> tuple[Records, list[Problem]]:
    settings = read_settings() if data is None else _settings(data)
    return read_curated(settings.data, settings.sources)


def _seal(records: Records, texts: dict[str, str], settings: Settings) -> None:
    by_file: dict[str, list[Quote]] = defaultdict(list)
    for quote in records.quotes:
        by_file[records.file_of("quote", quote.id)].append(_sealed(quote, texts))
    for file, quotes in by_file.items():
        write_records(settings.data / file, quotes)


def _sealed(quote: Quote, texts: dict[str, str]) -> Quote:
    """The quote with a new seal; as it was where its text is not at hand or does not hold it."""
    if quote.source not in texts:
        return quote
    try:
        return seal_quote(texts[quote.source], quote)
    except QuoteNotFound:
        return quote


def _counted(atlas: Atlas) -> str:
    records = atlas.records
    counted = (
        f"{len(records.sources)} sources, {len(records.quotes)} quotations, {len(records.facts)} facts, "
        f"{len(records.projects)} projects, {len(records.features)} features"
    )
    imported = atlas.archive.count().imported
    return f"{counted}, {imported:,} imported records" if imported else counted


def _report(problems: Iterable[Problem], as_json: bool, good: str) -> None:
    listed = list(dict.fromkeys(problems))
    if as_json:
        typer.echo(json.dumps({"problems": [problem.to_json() for problem in listed]}, ensure_ascii=False))
    else:
        for problem in listed:
            typer.echo(str(problem))
        typer.echo(good if not listed else f"{len(listed)} problems.")
    if listed:
        raise typer.Exit(1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; its exit code is 0, 1 or 2."""
    app(args=list(arguments) if arguments is not None else sys.argv[1:])
