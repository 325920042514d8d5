"""Adding packages to the user's Argos folder, and taking them away."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from compare.errors import ModelError
from compare.models import TranslationPackage, archive, index, translation_packages

Say = Callable[[str], None]


def user_folder() -> Path:
    """The user's Argos folder; raises ModelError where none can be made."""
    try:
        from argostranslate import settings
    except OSError as error:  # argostranslate makes its folders on import
        raise ModelError(f"The user's Argos folder cannot be made: {error}. Set ARGOS_PACKAGES_DIR.") from error
    return Path(settings.package_data_dir)


def install(name: str, say: Say, on_bytes: index.OnBytes = lambda done, total: None) -> Path:
    """Installs an ``.argosmodel`` file, or the package of that name from the Argos index on the network.

    Says when it is about to use the network. Raises ModelError, and leaves nothing half-installed.
    """
    file = Path(name)
    if file.suffix == ".argosmodel" or file.is_file():
        return archive.unpack(file, user_folder(), str(file.name))
    folder = user_folder()
    url = index.index_url()
    say(f"Asking the package index on the network: {url}")
    found = index.find(index.fetch(url), name)
    say(f"Downloading {found.file_name} from {found.links[0] if found.links else 'nowhere'}")
    downloaded = index.download(found, _downloads(), on_bytes)
    if found.sha256 is None:
        say("The index names no checksum, so that only the archive's own were checked.")
    try:
        return archive.unpack(downloaded, folder, found.links[0])
    finally:
        downloaded.unlink(missing_ok=True)


def remove(name: str) -> Path:
    """Deletes a package from the user's Argos folder, by its folder's name or its pair (``ru-en``) where that is one.

    Raises ModelError for a name that fits none or several, and for a shipped package.
    """
    packages = translation_packages()
    ours = [package for package in packages if package.origin == "argos" and name in _names(package)]
    if not ours:
        if any(name in _names(package) for package in packages):
            raise ModelError(
                f"'{name}' is shipped with compare and cannot be removed; an installed one comes before it."
            )
        installed = [package.name for package in packages if package.origin == "argos"]
        raise ModelError(
            f"No package '{name}' is installed. "
            + (f"Installed are {', '.join(installed)}." if installed else "None is, beside the shipped ones.")
        )
    if len(ours) > 1:
        raise ModelError(f"'{name}' fits several packages: {', '.join(p.name for p in ours)}. Give one of these names.")
    path = ours[0].path
    if path.is_symlink():  # the link goes, what it leads to is not ours
        path.unlink()
    else:
        shutil.rmtree(path)
    return path


def _names(package: TranslationPackage) -> set[str]:
    return {package.name, f"{package.source}-{package.target}", f"translate-{package.source}_{package.target}"}


def _downloads() -> Path:
    from argostranslate import settings

    return Path(settings.downloads_dir)
