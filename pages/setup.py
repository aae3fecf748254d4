"""Thiết lập: the reader's centre, its plan, where exports come from, demonstration data."""

from __future__ import annotations

from ui import frame
from ui.setup import first_steps

frame.begin_page("Thiết lập")
first_steps.show_all_steps()
frame.offer_demonstration()
