# What can be done here: make help

SHELL := bash
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Checked by mypy --strict; tests/ is only linted.
TYPED := $(wildcard app.py pages ui reports metrics loaders plan_texts access data files bench)
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

# Tests start hundreds of processes: each would compile every module anew.
check test test-long test-browser: export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run check test quick-tests all-tests test-long test-browser mutation lint lock docs \
	bench pictures chromium

help:  ## Các lệnh
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Biến môi trường của make run:"
	@echo "  TTHC_HOST      địa chỉ mở cổng, mặc định 127.0.0.1 (chỉ máy này)"
	@echo "  TTHC_PORT      cổng, mặc định 8501"
	@echo "  TTHC_DATABASE  tệp DuckDB mà các trang đọc, mặc định var/tthc.duckdb"

run: .venv/run.stamp  ## Mở bảng theo dõi tại http://127.0.0.1:8501
	@exec $(BIN)/python app.py

# mypy uses one core only: tests run beside it.
check: .venv/test.stamp  ## Vòng ngắn: lint và những kiểm thử nhanh, không cần trình duyệt (dưới một phút)
	@$(MAKE) --jobs 2 lint quick-tests

test: .venv/test.stamp chromium  ## Mọi kiểm tra: ruff, mypy, pytest (có cả kiểm thử trên trình duyệt)
	@$(MAKE) --jobs 2 lint all-tests

quick-tests:
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not browser and not slow"

all-tests:
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-long: .venv/test.stamp chromium  ## Mọi tệp mẫu × mọi cách lưu × mọi kiểu xáo trộn bảng (hơn một giờ)
	@TTHC_LONG=1 $(BIN)/python -m pytest -n 2 -q tests/loaders/test_distortions.py \
		tests/loaders/test_mutations.py tests/loaders/test_meaning.py tests/loaders/test_hurtful.py \
		tests/loaders/cases \
		tests/data/record/test_kill.py tests/data/record/test_bit_flips.py \
		tests/data/record/test_full_disk.py tests/ui/uploads/test_full_disk.py \
		tests/data/cache/test_snapshots.py tests/browser/test_injection.py \
		tests/browser/test_accessibility.py tests/browser/test_streamlit_words.py \
		tests/browser/test_first_ten_minutes.py

test-browser: .venv/test.stamp chromium  ## Chỉ các kiểm thử trên trình duyệt
	@$(BIN)/python -m pytest tests/browser

mutation: .venv/test.stamp  ## Sửa hỏng 400 chỗ trong mã, rút ngẫu nhiên theo hạt giống cố định: kiểm thử có phát hiện không
	@$(BIN)/python -m tests.support.mutation_run

lint: .venv/test.stamp  ## ruff và mypy
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy --strict $(TYPED)

lock: .venv/python.stamp  ## Viết lại requirements*.txt từ requirements*.in
	@$(PIP) install uv
	@$(COMPILE) requirements.in --output-file requirements.txt
	@$(COMPILE) requirements-dev.in --output-file requirements-dev.txt

docs: .venv/run.stamp  ## Viết lại các trang docs/ lập từ kế hoạch và số liệu minh họa
	@$(BIN)/python -m reports.docs

bench: .venv/test.stamp  ## Đo thời gian và bộ nhớ, đặt cạnh cách làm thường dùng
	@$(BIN)/python -m bench

pictures: .venv/test.stamp chromium  ## Chụp lại mọi trang, năm bề rộng, sáng và tối, cả bản in, vào thư mục pictures/
	@$(BIN)/python -m tests.support.pictures

chromium:
	@tests/browser/ensure_chromium.sh

.venv/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Cần Python 3.11 trở lên. Nếu máy có bản khác: make PYTHON=python3.11 …" >&2; \
		exit 1; \
	}
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/run.stamp: .venv/python.stamp requirements.txt
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

.venv/test.stamp: .venv/python.stamp requirements-dev.txt
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
