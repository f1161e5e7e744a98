"""Builds the small libraries that are preloaded into a server to play a bad disk or clock."""

import os
import subprocess


def build(source, folder):
    """Compiles the C file `source`; returns the path of the library."""
    name = os.path.splitext(os.path.basename(source))[0]
    library = os.path.join(folder, f"{name}.so")
    if not os.path.exists(library):
        compiler = os.environ.get("CC", "cc")
        subprocess.run([compiler, "-O2", "-Wall", "-Werror", "-fPIC", "-shared", "-o", library,
                        source, "-ldl"], check=True)
    return library
