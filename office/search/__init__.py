"""One search for all pages of the office: groups and files by what is written about them."""
