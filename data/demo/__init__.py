"""The demonstration data: invented figures, written as the export files that real systems give."""

from data.demo.files import FILE_COUNT, ExportFile, export_files

__all__ = ["FILE_COUNT", "ExportFile", "export_files"]
