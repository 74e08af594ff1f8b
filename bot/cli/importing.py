"""Imports the modules of a command, once it is known which command it is."""

import gc
from importlib import import_module
from types import ModuleType


def import_for_good(name: str) -> ModuleType:
    """Import a module that is used until the process ends, with all that it imports.

    Meanwhile nothing is looked through for garbage, which imports do not make: a fifth of the time
    that `ask` takes would go into that. Nor is it later, what is there then.
    """
    is_collecting = gc.isenabled()
    gc.disable()
    try:
        return import_module(name)
    finally:
        if is_collecting:
            gc.freeze()
            gc.enable()
