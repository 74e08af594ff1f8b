"""tantivy, Lucene's way in Rust: an index in memory of one segment, searched by one thread."""

from collections.abc import Sequence

import tantivy

from benchmarks.speed.retrievers.protocol import BEST, Found, Terms

_FIELD = "terms"
_HEAP = 1_000_000_000  # bytes; enough for a million passages in one segment


class Tantivy:
    """A document for each passage; a query of terms, any of which will do."""

    def __init__(self, passages: Sequence[Terms]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field(_FIELD, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(_HEAP, num_threads=1)
        for terms in passages:
            writer.add_document(tantivy.Document(terms=" ".join(terms)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()
        if self._searcher.num_segments != 1:  # then the numbers of documents are not positions
            raise RuntimeError("tantivy made several segments; give it a larger heap")

    def best(self, terms: Terms) -> Found:
        """Positions are those of the documents: one segment numbers them as they came."""
        parts = [
            (
                tantivy.Occur.Should,
                tantivy.Query.term_query(self._schema, _FIELD, term, index_option="freq"),
            )
            for term in terms
        ]
        found = self._searcher.search(tantivy.Query.boolean_query(parts), BEST, count=False).hits
        return [(address.doc, score) for score, address in found]
