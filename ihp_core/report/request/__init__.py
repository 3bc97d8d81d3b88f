"""What is asked of each party, as paper and sheet, and the sheet that comes back."""
