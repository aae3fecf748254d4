"""What every test run says first: how long this project's functions are."""

from tests.test_floors import length_report


def pytest_report_header() -> str:
    """One line above the tests; with several workers a test's own print would be lost."""
    return length_report()
