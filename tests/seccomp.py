"""Has this process, and those it starts, refused system calls as the shipped systemd unit does."""

import ctypes
import errno
import os
import platform
import struct
import sys

# systemd's group @resources (`systemd-analyze syscall-filter @resources`), which the unit refuses:
# setpriority, sched_setparam, sched_setscheduler, sched_setaffinity, sched_setattr, setrlimit,
# mbind, set_mempolicy, migrate_pages, move_pages, ioprio_set.
_RESOURCES = {
    "x86_64": (141, 142, 144, 203, 314, 160, 237, 238, 256, 279, 251),
    "aarch64": (140, 118, 119, 122, 274, 164, 235, 237, 238, 239, 30),
}
_SET_SECCOMP, _NO_NEW_PRIVILEGES, _FILTER = 22, 38, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM

IS_POSSIBLE = sys.platform == "linux" and platform.machine() in _RESOURCES


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def refuse_resources() -> None:
    """Refuse them from now on with EPERM. Raises OSError where the kernel does not let us."""
    numbers = _RESOURCES[platform.machine()]
    program = [_instruction(_LOAD, 0, 0, 0)]
    program += [
        _instruction(_JUMP_IF_EQUAL, len(numbers) - place, 0, number)
        for place, number in enumerate(numbers)
    ]
    program += [_instruction(_RETURN, 0, 0, _ALLOW), _instruction(_RETURN, 0, 0, _REFUSE)]
    code = ctypes.create_string_buffer(b"".join(program))
    filter_ = _Program(len(program), ctypes.addressof(code))
    library = ctypes.CDLL(None, use_errno=True)
    zero = ctypes.c_ulong(0)
    if library.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero) or library.prctl(
        _SET_SECCOMP, ctypes.c_ulong(_FILTER), ctypes.byref(filter_)
    ):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _instruction(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
