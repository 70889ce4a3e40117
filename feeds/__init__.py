"""Puts feeds out: cleans, understands, matches, stores and publishes articles. Never imports scrapy or crawler."""
