"""Imports the modules of a command, once it is known which command it is."""

import gc
from importlib import import_module
from types import ModuleType


def import_for_good(name: str) -> ModuleType:
    """Import a module, with all its imports, that is used until the process ends.

    Imports make no garbage, but collections would take a fifth of the time of `ask`. So the
    collector is paused meanwhile, and the imported objects are excluded from later collections.
    """
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        return import_module(name)
    finally:
        if is_collecting:
            gc.freeze()
            gc.enable()
