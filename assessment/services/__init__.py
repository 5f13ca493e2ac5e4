"""Use cases: one function, one transaction each; the ports through which they reach a store."""
