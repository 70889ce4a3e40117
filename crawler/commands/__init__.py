"""Our commands, one module each: Scrapy names a command after its module."""
