"""The file that keeps a library and its index, so that a start reads only what has changed.

It can be deleted at any time, and is made again. What is in it is taken for true only where it was
made by the same code, libraries and settings, and the checksum over all of it is right; an article
in it only where its file has not changed since.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from bot.articles.library import Library
from bot.common.atomic_files import make_private_folder
from bot.library.cache.articles import pack_library, unpack_library
from bot.library.cache.container import NotUsableError, read_container, write_container
from bot.library.cache.fingerprint import fingerprint
from bot.library.cache.index import pack_index, unpack_index
from bot.retrieval.corpus import Corpus
from bot.retrieval.index.indexing import Index

logger = logging.getLogger(__name__)

CACHE_NAME = "corpus.bin"
"""The file's name, in the folder of the query log."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier start read and indexed; the index is of the library's articles."""

    library: Library
    index: Index


@dataclass(frozen=True, slots=True)
class CorpusCache:
    """The file at `path`, for seeds that are read with this limit of bytes a file.

    Its folder is made where `makes_folder` says so; else, nothing is kept without one. A corpus of
    less than `fewest` passages is not kept: it is read and indexed in a second. Where several
    processes share the file, one of them writes it: the others, without `is_writer`, only read it.
    """

    path: Path
    max_bytes: int
    makes_folder: bool = False
    fewest: int = 5_000
    is_writer: bool = True

    def load(self) -> Kept | None:
        """What is kept; None if there is no file, or none that can be used."""
        try:
            key = fingerprint(self.max_bytes)  # also where there is no file, for a later `store`
            if not self.path.exists():
                return None
            columns = read_container(self.path, key)
            return Kept(unpack_library(columns), unpack_index(columns))
        except NotUsableError as error:
            logger.info("%s %s; it is made again", self.path, error)
        except OSError as error:
            logger.warning("%s cannot be read: %s", self.path, error.strerror or error)
        except Exception as error:  # whatever columns of another make lead to
            logger.warning("%s is not as it was written (%r); it is made again", self.path, error)
        return None

    def store(self, corpus: Corpus, library: Library) -> Index | None:
        """Keep a corpus with what is known of its files, in place of what was kept.

        Returns the same index as it lies in the file, where one was written. A file that cannot be
        written is one warning: the corpus is there all the same.
        """
        if not self.is_writer:
            return None
        try:
            if len(corpus.passages) < self.fewest:
                if self.path.is_file():
                    self.path.unlink()
                return None
            if self.makes_folder:
                make_private_folder(self.path.parent)
            elif not self.path.parent.is_dir():
                return None
            columns = pack_library(corpus.articles, library.seen) | pack_index(corpus.index)
            key = fingerprint(self.max_bytes)
            write_container(self.path, key, columns)
            return unpack_index(read_container(self.path, key))
        except NotUsableError as error:
            logger.warning("%s, right after it was written, %s", self.path, error)
        except OSError as error:
            logger.warning("%s cannot be written: %s", self.path, error.strerror or error)
        return None
