"""The real bot in a simulated Discord, shown in a browser; needs the extra `preview`."""
