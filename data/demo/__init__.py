"""The demonstration data: invented figures, written as the export files that real systems give."""

from data.demo.files import TOTAL_FILES, ExportFile, export_files

__all__ = ["TOTAL_FILES", "ExportFile", "export_files"]
