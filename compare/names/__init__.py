"""Names across languages and scripts: which two names mean one person, organisation or place.

:mod:`compare.names.concepts` holds what must be known (ООН is the United Nations, Пекин is Beijing),
:mod:`compare.names.letters` what can be heard (Жуков is Zhukov or Joukov), :mod:`compare.names.words` how the words
of translated names correspond (палата is a chamber); :mod:`compare.names.match` weighs the three. All of it is pure.
"""
