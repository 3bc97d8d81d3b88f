"""What is stated of a site, and how the rest is filled."""
