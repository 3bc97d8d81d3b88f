"""The price over the years, who carries which risk, what each party gains."""
