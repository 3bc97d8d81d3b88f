"""One heap for all threads of the server, on its own because it comes before there are any.

Else every thread keeps a heap of its own with what its runs once needed: 50 to 90 MB more after 25
visitors. They do not wait for each other's, for Python runs one thread at a time.
"""

import ctypes
import sys

M_ARENA_MAX = -8
"""The number of glibc's heaps, of its ``mallopt``; told as soon as this is imported."""

if sys.platform == "linux" and (told := getattr(ctypes.CDLL(None), "mallopt", None)):
    told(M_ARENA_MAX, 1)
