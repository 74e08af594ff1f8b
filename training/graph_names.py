"""The names of what goes into the exported reader and comes out of it: a contract with the bot."""

INPUTS = ("input_ids", "token_type_ids", "attention_mask")
OUTPUT = "token_scores"
