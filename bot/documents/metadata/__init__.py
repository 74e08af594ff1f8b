"""What a file says about itself above its text, in the forms that people's tools have for it."""
