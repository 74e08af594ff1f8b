"""Takes over another folder of seed files."""

from datetime import UTC, datetime
from pathlib import Path

from bot.articles.files import TRASH
from bot.articles.seed_folder import SeedFolder
from bot.articles.seed_store import Difference, Listing, bring
from bot.seed_editing import trash
from bot.seed_editing.errors import SeedBankError


def difference_to(files: Listing, given: Listing) -> Difference:
    """Return what taking over `given` would change in `files`, but for the trash of either."""
    return Difference.between(without_trash(files), without_trash(given))


def take_over(folder: Path, given: SeedFolder, *, removes: bool, most_trashed: int) -> Difference:
    """Write the files of another folder into the seeds folder, and return how the two differed.

    Replaced files go to the trash; with `removes`, so do those that the other does not have, which
    stay otherwise. Raises SeedBankError if the other has no files, and OSError.
    """
    listing = given.listing()
    if not without_trash(listing):
        raise SeedBankError(f"{given.path} has no files; name the folder of the articles.")
    ours = SeedFolder(folder)
    difference = difference_to(ours.listing(), listing)
    thrown = difference.changed + (difference.gone if removes else ())
    if thrown:
        batch = trash.open_batch(folder, datetime.now(UTC))
        for name in thrown:
            trash.throw_away(folder, name, batch)
    bring(given, ours, Difference(difference.new, difference.changed), listing)
    trash.prune(folder, most_trashed)
    return difference


def without_trash(listing: Listing) -> Listing:
    """Leave out what was removed or replaced."""
    return {name: it for name, it in listing.items() if not name.startswith(f"{TRASH}/")}
