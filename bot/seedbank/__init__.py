"""Changing the seeds folder without a shell: adding, removing, restoring. Knows no front end."""
