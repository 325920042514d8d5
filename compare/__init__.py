"""How a news story changed on its way from one language to another."""

__version__ = "0.1.0"
