"""A command imports the driver without the libraries of frames, and they can be imported after it all the same."""

import subprocess
import sys

CODE = """
import sys
from views.lean import import_driver
import_driver()
import neo4j
frames = [name for name in ("numpy", "pandas", "pyarrow") if name in sys.modules]
assert not frames, frames
import pandas
assert pandas.DataFrame([{"a": 1}]).shape == (1, 1)
import_driver()
print(neo4j.__version__.split(".")[0])
"""


def test_the_driver_comes_without_frames_and_leaves_no_trace() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert int(done.stdout) >= 6
