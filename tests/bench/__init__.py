"""How fast, how heavy, and whether it grows: run by bin/bench, never by the tests."""
