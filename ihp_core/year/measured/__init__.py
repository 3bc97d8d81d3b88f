"""The user's measured year: from a file of hours to series that replace the model's."""
