"""Reads over several models: of review sheets (`sheets`), and of surveys (`surveys`, `tables`)."""
