"""What the lists of this app may be narrowed by, one module a journey."""
