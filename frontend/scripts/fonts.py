"""Build the subset fonts of `fonts/` from the fontsource packages (run: npm run fonts).

Needs fonttools and brotli from PyPI. Be Vietnam Pro comes split into a latin and a vietnamese
file; merging them repairs kerning inside words such as "được". Its digits are proportional, so
columns of figures use the tabular digits of Inter (class `num`).
"""

import shutil
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent.parent
PACKAGES = HERE / "node_modules"
BE_VIETNAM = PACKAGES / "@fontsource" / "be-vietnam-pro"
INTER = PACKAGES / "@fontsource-variable" / "inter"
OUT = HERE / "fonts"

VIETNAMESE = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
)
PUNCTUATION = "\u00a0₫–—“”‘’…·•§°²½«»×"
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
TEXT = "".join(chr(c) for c in range(0x20, 0x7F)) + VIETNAMESE + PUNCTUATION + MARKS
DIGITS = "0123456789.,-–%/:₫ "


def options(features: list[str]) -> subset.Options:
    chosen = subset.Options()
    chosen.flavor = "woff2"
    chosen.hinting = False
    chosen.layout_features = features
    chosen.desubroutinize = True
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    return chosen


def write(font: TTFont, text: str, features: list[str], target: Path) -> None:
    chosen = options(features)
    cutter = subset.Subsetter(chosen)
    cutter.populate(text=text)
    cutter.subset(font)
    subset.save_font(font, str(target), chosen)
    print(f"{target.name}: {target.stat().st_size} bytes")


def plain(source: Path, folder: Path) -> str:
    """Unpack a woff2, because the merger reads uncompressed fonts."""
    font = TTFont(source)
    font.flavor = None
    target = folder / f"{source.stem}.ttf"
    font.save(target)
    return str(target)


def be_vietnam_pro(weight: int, folder: Path) -> None:
    parts = [
        plain(BE_VIETNAM / "files" / f"be-vietnam-pro-{part}-{weight}-normal.woff2", folder)
        for part in ("latin", "latin-ext", "vietnamese")
    ]
    merged = Merger().merge(parts)
    missing = [c for c in VIETNAMESE if ord(c) not in merged.getBestCmap()]
    if missing:
        raise SystemExit(f"Be Vietnam Pro {weight} lacks {''.join(missing)}")
    write(merged, TEXT, ["kern", "mark", "mkmk", "ccmp", "locl"], OUT / f"be-vietnam-pro-{weight}.woff2")


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for weight in (400, 600, 700):
            be_vietnam_pro(weight, Path(folder))
    digits = TTFont(INTER / "files" / "inter-latin-wght-normal.woff2")
    write(digits, DIGITS, ["tnum", "kern"], OUT / "inter-digits.woff2")
    shutil.copy(BE_VIETNAM / "LICENSE", OUT / "OFL-be-vietnam-pro.txt")
    shutil.copy(INTER / "LICENSE", OUT / "OFL-inter.txt")


if __name__ == "__main__":
    main()
