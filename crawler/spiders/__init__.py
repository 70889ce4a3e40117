"""Spiders: `source` visits one source of the catalogue, `update` many in one crawl; beside them, site code."""
