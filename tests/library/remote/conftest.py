from pathlib import Path

import pytest

from tests.library.remote.machines import Machine, write_seeds
from tests.querylog.databases import PostgresqlDatabase

SEEDS = {
    "bridge.txt": "The new bridge over the Tamar opened on 3 May 2019.\n\nAnn Roe built it.\n",
    "ferry.txt": "The ferry sank in April.\n\n“It was old,” the captain Bo Lind said.\n",
    "mill.txt": "The mill burned down in 1871. It was never built again.\n",
}


@pytest.fixture
def machine(tmp_path: Path, database: PostgresqlDatabase) -> Machine:
    """A machine with three articles."""
    write_seeds(tmp_path / "seeds", SEEDS)
    return Machine(tmp_path / "seeds", [database.url])
