"""What a bank and an auditor read of the producer's case, in words and tables; internal only."""
