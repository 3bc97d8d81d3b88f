"""Capital, running cost, the producer's floor, the operator's alternative, the capacity."""
