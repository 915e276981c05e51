"""Files that people hand in: judged by their content, made harmless, refused with a reason."""

from kyodo.uploads.check import CheckedFile, check_upload
from kyodo.uploads.kinds import KINDS, PICTURES, Kind, accept
from kyodo.uploads.refused import UploadRefused, megabytes

__all__ = ["KINDS", "PICTURES", "CheckedFile", "Kind", "UploadRefused", "accept", "check_upload", "megabytes"]
