"""Same text? Same action? Pure decisions over what was stored, each with its reasons."""
