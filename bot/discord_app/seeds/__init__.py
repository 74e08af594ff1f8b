"""How admins change the articles from Discord: uploads, forms, confirmations and their replies."""
