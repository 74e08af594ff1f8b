"""Buttons and panels, which check at each press who may use them."""
