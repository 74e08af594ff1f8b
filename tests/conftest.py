"""What holds for all tests."""

from hypothesis import settings

# Machines are shared and noisy: how long an example took says nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
