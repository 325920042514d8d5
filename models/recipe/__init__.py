"""Tables of sentence pairs -> an Argos translation package. See README.md in this folder."""
