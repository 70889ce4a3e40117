"""The store: everything that lasts, in SQLite or PostgreSQL. It holds no policy.

`Store.open(url)` gives the one object callers need; `schema` has the tables, `codec` their JSON.
"""
