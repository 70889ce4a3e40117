"""Brings articles in: knows Scrapy and the sites. What it hands on is an ArticleItem."""
