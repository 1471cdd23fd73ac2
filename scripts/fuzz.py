"""Feeds the reader bytes, led by which of them reach new code, until the minutes are over or one fails.

    python -m scripts.fuzz --minutes 10 [CORPUS]

What must hold of each answer stands in tests/fuzzing.py. It begins with the records of content/ and what is
in the corpus folder (tests/reading/corpus, unless another is named), and keeps what is new in .cache/fuzz/.
An input that fails is kept there too, as `crash-…`: it becomes a test. Atheris is needed: `make fuzz`.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # of requirements/deep.in alone

ROOT: Final = Path(__file__).resolve().parents[1]
KEPT: Final = ROOT / ".cache" / "fuzz"
LONGEST: Final = 4096  # bytes of an input: what is longer is slower, and no richer
SECONDS: Final = 10  # of one input, after which it counts as one that hangs
MEGABYTES: Final = 1024

with atheris.instrument_imports(include=["timeline"]):
    from tests.fuzzing import FILES, one_input


def seeds(content: Path) -> dict[str, bytes]:
    """The files of a content folder as inputs: the byte that names their kind before each."""
    kinds = {file.partition("/")[0]: number for number, file in enumerate(FILES)}
    kinds |= {file: number for number, file in enumerate(FILES)}
    found = {}
    for path in sorted(content.rglob("*.yml")):
        file = path.relative_to(content).as_posix()
        kind = kinds.get(file, kinds.get(file.partition("/")[0]))
        if kind is not None:
            found[file.replace("/", "-")] = bytes([kind]) + path.read_bytes()[: LONGEST - 1]
    return found


def main(arguments: list[str]) -> None:
    """Run libFuzzer, which ends the process itself."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "tests/reading/corpus")
    options = parser.parse_args(arguments)
    made = KEPT / "seeds"
    made.mkdir(parents=True, exist_ok=True)
    (KEPT / "new").mkdir(exist_ok=True)
    for name, data in seeds(ROOT / "content").items():
        (made / name).write_bytes(data)
    libfuzzer = [
        sys.argv[0],
        f"-max_total_time={int(options.minutes * 60)}",
        f"-max_len={LONGEST}",
        f"-timeout={SECONDS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={KEPT}/",
        "-print_final_stats=1",
        str(KEPT / "new"),
        str(options.corpus),
        str(made),
    ]
    atheris.Setup(libfuzzer, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
