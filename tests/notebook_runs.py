"""Notebooks: what is kept of them in git, and running them from top to bottom.

`python -m tests.notebook_runs` takes out of every notebook what a run of it left.
"""

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = {path.stem: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
LOCATION = "LOCATION = "
"""How the one line begins that says where the store is."""

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read(name: str) -> Any:
    """A notebook, well formed."""
    notebook = nbformat.reads(NOTEBOOKS[name].read_text(encoding="utf-8"), as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    return notebook


def stripped(notebook: Any) -> str:
    """The text of a notebook without what a run left, and without what an editor says of itself."""
    for cell in notebook.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    notebook.metadata = nbformat.from_dict(_METADATA)
    return str(nbformat.writes(notebook)).rstrip("\n") + "\n"


def located(notebook: Any, location: str) -> Any:
    """The notebook with its one line changed: the store is elsewhere."""
    lines = [
        (cell, line)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for line in cell.source.splitlines()
        if line.startswith(LOCATION)
    ]
    assert len(lines) == 1, f"{len(lines)} lines begin with {LOCATION!r}"
    cell, line = lines[0]
    cell.source = cell.source.replace(line, f"{LOCATION}{location!r}")
    return notebook


def run(notebook: Any, folder: Path, variables: Mapping[str, str] | None = None) -> Any:
    """The notebook after a run in an empty folder, with a kernel of this Python that is gone afterwards.

    The kernel finds the project as one does who starts it at the root; its temporary files go to the folder too.
    """
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415  (slow, and stripping does without)
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415
    from nbclient import NotebookClient  # noqa: PLC0415

    places = {name: folder / name for name in ("work", "temporary", "jupyter", "decisions")}
    for place in places.values():
        place.mkdir()
    ours = {
        "PYTHONPATH": str(ROOT),
        "PARTNERS_CORRECTIONS": str(places["decisions"]),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        **dict.fromkeys(("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"), str(places["jupyter"])),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(places["temporary"])),
        **(variables or {}),
    }
    # no kernel that somebody installed: the one of the Python that runs the tests
    kernels = KernelSpecManager(kernel_dirs=[])
    kernel = AsyncKernelManager(
        kernel_name="python3", kernel_spec_manager=kernels, connection_file=str(places["jupyter"] / "kernel.json")
    )
    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=120,
        resources={"metadata": {"path": str(places["work"])}},
        extra_arguments=["--log-level=ERROR"],
    )

    async def execute() -> None:
        await client.async_execute(env=os.environ | ours, cleanup_kc=True)
        assert not await kernel.is_alive(), "the kernel still runs"

    # sockets of kernels need a selector, which is not every system's first choice
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(execute())
    assert list(places["temporary"].iterdir()) == [], "a temporary folder is left behind"
    assert list(places["work"].iterdir()) == [], "the notebook wrote into the folder it was started in"
    return notebook


def printed(notebook: Any) -> list[str]:
    """What the cells printed and showed, as text; nothing may stand on the error stream.

    What one cell prints at a stretch is one text, in however many pieces the kernel sent it.
    """
    shown = []
    for cell in notebook.cells:
        stretch = ""
        for output in cell.get("outputs", ()):
            assert output.get("name") != "stderr", output["text"]
            if output.output_type == "stream":
                stretch += output["text"]
                continue
            shown += [stretch, output["data"]["text/plain"]]
            stretch = ""
        shown.append(stretch)
    return [text for text in shown if text]


def main() -> None:
    """Strip every notebook."""
    for name, path in NOTEBOOKS.items():
        path.write_text(stripped(read(name)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
