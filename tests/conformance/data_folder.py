# SPDX-License-Identifier: MIT
"""data_folder - the public data sets of a corpus, laid out as `stormcone update` lays them.

A set is a folder or an archive of the corpus whose name the table of sets knows; its README names
origin and date. The folder is a temporary one, made once for all suites of a run."""
import atexit
import functools
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

# Data set, and where a corpus keeps it below intel/.
SETS = {"misp-warninglists": "misp-warninglists/lists", "maltrail": "maltrail/*.tar.gz", "misp-galaxy": "misp-galaxy",
        "mitre-attack": "mitre-attack", "rir-country": "geo/rir-country/*.tar.gz",
        "registration-country": "geo/registration-country/*.tar.gz"}


def date_of(source):
    """The date of a set, in the README nearest to it, in the line that names it where one does."""
    for folder in (source, *source.parents):
        readme = folder / "README.md"
        if not readme.is_file():
            continue
        lines = readme.read_text(encoding="utf-8").splitlines()
        lines.sort(key=lambda line: source.name not in line)
        found = re.search(r"\b20\d\d-\d\d-\d\d\b", "\n".join(lines))
        if found:
            return found[0]
    return ""


@functools.cache
def prepared(corpus):
    """The data folder, or None where the corpus lacks a set."""
    data = pathlib.Path(tempfile.mkdtemp(prefix="stormcone-data-"))
    atexit.register(shutil.rmtree, data)
    for name, place in SETS.items():
        sources = sorted(corpus.intel.glob(place))
        if not sources:
            return None
        source, folder = sources[0], data / name
        if source.is_dir():
            shutil.copytree(source, folder)
        else:
            folder.mkdir()
            subprocess.run(["tar", "-xzf", source, "-C", folder], check=True)
        about = {"name": name, "url": f"file://{source.name}", "published": date_of(source)}
        (folder / "set.json").write_text(json.dumps(about), encoding="utf-8")
    return data
