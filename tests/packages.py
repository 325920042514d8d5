"""The translation package that is shipped, whatever its version."""

from compare.models import shipped_folder

RU_EN = max(shipped_folder().glob("translate-ru_en-*"))
