"""The plant as it was metered, held against what the chain expects, and what explains the rest."""
