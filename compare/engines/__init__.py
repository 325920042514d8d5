"""The heavy parts, each behind a protocol of the core and imported only when it is used."""
