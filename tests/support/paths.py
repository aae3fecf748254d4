"""Where the project and the samples that tests read lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "samples"
EXPORTS = SAMPLES / "exports"
PLANS = SAMPLES / "plans"
