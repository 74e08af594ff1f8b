"""How good the answers are: ablations, the fit of the confidence, its calibration."""
