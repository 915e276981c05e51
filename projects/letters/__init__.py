"""The letters of calls and proposals: what each kind says, one module a journey."""
