"""The year as the operator of the network will watch it: a strip of it, a window of it, an hour."""
