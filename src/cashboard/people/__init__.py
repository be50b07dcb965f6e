"""Accounts, groups, tokens and roles: who may see and do what."""
