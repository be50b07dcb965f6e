"""The sample company: a year of order-to-cash work, planned from a seed, done through everybody's verbs.

`plan.py` decides what happens and when, without a database; `building.py` lets it happen.
"""
