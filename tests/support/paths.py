"""Where the project and the folders that tests read lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
