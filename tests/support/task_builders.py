"""Tasks by their id, records that they were done, and a plan with tasks of its own."""

from datetime import UTC, date, datetime

from data.planning.due_days import Task
from data.planning.plan import Plan, parse_plan
from data.planning.task_records import Done
from data.planning.tasks_of_plans import built_in_tasks

BA_DINH_PLAN = "00004-2026"
PLAN_HEAD = """
commune_code = "00004"
title = "Kế hoạch cải cách hành chính năm 2026"
number = "12/KH-UBND"
date = "10/02/2026"
issuer = "UBND phường Ba Đình"
valid_from = 2026-01-01
valid_to = 2026-12-31
targets = []
"""
REPORT = """
[[tasks]]
id = "NV-01"
title = "Báo cáo kết quả cải cách hành chính"
kind = "deadline"
written = "Trước ngày 15/6/2026"
to = 2026-06-14
cadence = ["once"]
leads = ["Văn phòng HĐND và UBND"]
supports = ["Trung tâm Phục vụ hành chính công", "Phòng Kinh tế"]
product = "Báo cáo"
place = "Phụ lục, Stt 1"
line = "L20"
"""
MONTHLY = """
[[tasks]]
id = "NV-02"
title = "Rà soát thủ tục"
kind = "recurring"
written = "Hằng tháng, từ tháng 4 đến tháng 6"
from = 2026-04-01
to = 2026-06-30
cadence = ["monthly"]
leads = []
supports = []
product = ""
place = ""
line = ""
note = "Xác nhận từ văn bản"
calendar = "month"
"""


def plan_with_tasks(*tables: str) -> Plan:
    """A plan of Phường Ba Đình with these TOML tables of tasks."""
    return parse_plan(PLAN_HEAD + "".join(tables), BA_DINH_PLAN)


def task(name: str) -> Task:
    """The one built-in task with this id."""
    (found,) = (one for one in built_in_tasks() if one.id == name)
    return found


def done(name: str, due_on: date | None, finished_on: date, document: str = "12/BC-UBND") -> Done:
    """A record that a built-in task (by id) was done, for this due day, by this document."""
    at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    return Done(task(name).plan_key, name, due_on, finished_on, document, at, "thử")
