"""The frame around the pages: start-up, addresses, language, font, colours, and silence."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.support.browser.driving import APP, ROOT, STREAMLIT_RUN, screenshot, settle, visit
from tests.support.browser.using import page_addresses
from ui.page_list import PAGES
from ui.serving import open_listener

# Address → title, by the rows of PAGES in ui/page_list.py: its first page is at the bare address.
TITLES = {
    "/" if place == 0 else f"/{address}": title for place, (_, title, address) in enumerate(PAGES)
}
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]


def fetched(address: str, accept: str = "br") -> tuple[dict[str, str], bytes]:
    """An answer's headers (lower case) and its bytes as they came."""
    with urlopen(Request(address, headers={"Accept-Encoding": accept}), timeout=10) as response:
        return {name.lower(): value for name, value in response.getheaders()}, response.read()


def luminance(colour: str) -> float:
    """WCAG's relative luminance, 0–1, of a colour written #RRGGBB."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """WCAG's contrast, 1–21, of two colours."""
    darker, lighter = sorted((luminance(ink), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def faded(text: str, surface: str) -> str:
    """The colour of streamlit's captions: 60 % of the text's on the surface's."""
    pairs = [(int(text[at : at + 2], 16), int(surface[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(0.6 * ink + 0.4 * paper):02X}" for ink, paper in pairs)


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port that another program listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


def test_a_page_asked_for_first_comes_through_main(serve: Callable[..., str], page: Page) -> None:
    visit(page, serve(APP) + "/so-sanh")
    assert page.title() == "So sánh · Chỉ số TTHC"
    assert list(page_addresses(page)) == list(TITLES.values())


def test_a_page_file_is_no_address(serve: Callable[..., str], page: Page) -> None:
    address = serve()
    for path in ("/comparison", "/khong-co", "/so-sanh/them", "/tong-quan/them"):
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.status == 404, path
        assert page.title() == "Không có trang này"
    page.get_by_role("link", name="trang Tổng quan").click()
    settle(page)
    assert page.title() == "Tổng quan · Chỉ số TTHC"


def test_a_page_is_found_with_a_stroke_behind_its_name(address: str) -> None:
    for path in ("/so-sanh", "/so-sanh/"):
        with urlopen(address + path, timeout=10) as response:
            assert response.status == 200


def test_the_first_page_is_found_by_its_name_too(serve: Callable[..., str], page: Page) -> None:
    address = serve()
    visit(page, f"{address}/tong-quan?lich=bao-cao")
    assert page.title() == "Tổng quan · Chỉ số TTHC"
    assert urlsplit(page.url).path == "/"
    assert "Page not found" not in page.inner_text("body")


@pytest.mark.parametrize("accept", ["br", "gzip", "identity"])
def test_a_script_is_packed_once_for_all_browsers(address: str, accept: str) -> None:
    _, index = fetched(address + "/", "identity")
    (path, *_) = re.findall(rb'src="\./(static/js/[^"]+)"', index)
    url = f"{address}/{path.decode()}"
    (first_headers, first_body), (headers, body) = fetched(url, accept), fetched(url, accept)
    assert body == first_body
    assert {**headers, "date": ""} == {**first_headers, "date": ""}  # uvicorn's own, of each answer
    assert headers.get("content-encoding", "identity") == accept
    part = Request(url, headers={"Range": "bytes=0-9", "Accept-Encoding": "identity"})
    with urlopen(part, timeout=10) as response:
        assert len(response.read()) == 10  # what is kept whole is no answer to a part


def test_streamlit_run_serves_the_same(serve: Callable[..., str], page: Page) -> None:
    visit(page, serve(STREAMLIT_RUN) + "/ke-hoach")
    assert page.title() == "Kế hoạch · Chỉ số TTHC"
    assert page.locator("html").get_attribute("lang") == "vi"


def test_pages_and_frame_ask_no_other_host(address: str, page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.on("websocket", lambda opened: urls.append(opened.url))
    for path, title in TITLES.items():
        visit(page, address + path)
        assert page.title().startswith(title)
    hosts = {urlsplit(url).netloc for url in urls if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(address).netloc}
    assert any(url.startswith("ws:") for url in urls)


@pytest.mark.parametrize("path", ["/", "/so-sanh"])
@pytest.mark.parametrize("accept", ["identity", "gzip", "br"])
def test_the_first_html_is_vietnamese(address: str, page: Page, path: str, accept: str) -> None:
    html = page.request.get(address + path, headers={"Accept-Encoding": accept}).text()
    assert '<html lang="vi">' in html
    assert "<title>Chỉ số TTHC</title>" in html
    assert "Streamlit</title>" not in html
    assert "Hãy bật JavaScript" in html
    assert 'as="font"' not in html


def test_the_font_comes_from_here(address: str, page: Page) -> None:
    fonts: list[str] = []
    page.on("request", lambda request: fonts.append(request.url) if "woff" in request.url else None)
    visit(page, address)
    loaded = page.evaluate(
        "() => [...document.fonts].filter(font => font.status === 'loaded')"
        ".map(font => font.family.replaceAll('\"', '') + ' ' + font.weight)"
    )
    assert {"Be Vietnam Pro 400", "Be Vietnam Pro 600"} <= set(loaded)
    assert any("be-vietnam-pro-vietnamese" in url for url in fonts)
    heading = page.locator("h1").first.evaluate("node => getComputedStyle(node).fontFamily")
    assert heading.startswith('"Be Vietnam Pro"')


def test_text_is_packed_and_fonts_are_not(address: str) -> None:
    _, index = fetched(address, "identity")
    script = index.decode().split('crossorigin src="./')[1].split('"')[0]
    unpacked, packed = (fetched(f"{address}/{script}", accept) for accept in ("identity", "br"))
    assert packed[0]["content-encoding"] == "br"
    assert len(packed[1]) < len(unpacked[1]) / 3
    assert fetched(f"{address}/{script}", "gzip")[0]["content-encoding"] == "gzip"
    font, _ = fetched(f"{address}/app/static/be-vietnam-pro-latin-400-normal.woff2")
    assert "content-encoding" not in font


def test_another_site_cannot_connect_and_nobody_is_asked(serve: Callable[..., str]) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as outside:
        proxy = f"http://127.0.0.1:{outside.getsockname()[1]}"
        address = serve(environment={"HTTP_PROXY": proxy, "HTTPS_PROXY": proxy, "NO_PROXY": ""})
        stream = address.replace("http:", "ws:") + "/_stcore/stream"
        with pytest.raises(InvalidStatus), connect(stream, origin="http://example.org"):
            pass
        outside.settimeout(1)
        with pytest.raises(TimeoutError):
            outside.accept()


def test_small_messages_are_sent_at_once() -> None:
    with (
        closing(open_listener("127.0.0.1", 0)) as listener,
        closing(socket.create_connection(listener.getsockname())),
        closing(listener.accept()[0]) as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
        # What asyncio goes by, where connections do not inherit the option.
        assert accepted.proto == socket.IPPROTO_TCP


def test_settings_are_found_from_any_folder(tmp_path: Path) -> None:
    script = "import app; from streamlit import config as c; " + "; ".join(
        f"print(c.get_option({name!r}))"
        for name in ("runner.postScriptGC", "browser.gatherUsageStats", "theme.light.primaryColor")
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.split() == ["False", "False", THEME["light"]["primaryColor"]]


@pytest.mark.parametrize("port", ["taken", "0x50", "70000"])
def test_a_refused_port_is_one_sentence(busy_port: int, port: str) -> None:
    setting = str(busy_port) if port == "taken" else port
    ended = subprocess.run(
        APP,
        env={**os.environ, "TTHC_PORT": setting},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert setting in ended.stderr
    assert "TTHC_PORT" in ended.stderr


def test_a_page_that_fails_says_so_in_vietnamese(
    serve: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for name in (".streamlit", "pages", "ui", "reports", "metrics", "loaders", "data"):
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, copy / name)
    shutil.copy(ROOT / "app.py", copy)
    (copy / "pages" / "overview.py").write_text('raise ValueError("hồ sơ của ông A")\n')
    visit(page, serve((sys.executable, str(copy / "app.py")), may_fail=True))
    assert page.get_by_role("alert").inner_text().startswith("Trang này gặp lỗi.")
    assert "ông A" not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_the_menu_leads_to_every_page(address: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, address)
    screenshot(page, f"shell-390-{scheme}")
    page.get_by_test_id("stExpandSidebarButton").click()
    links = page.get_by_test_id("stSidebarNavLink")
    links.last.wait_for()
    page.wait_for_timeout(400)  # the menu slides in
    screenshot(page, f"shell-390-{scheme}-menu")
    assert links.all_inner_texts() == list(TITLES.values())
    links.last.click()
    page.wait_for_url("**/thiet-lap*")
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_reader(address: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit(page, address)
    screenshot(page, f"shell-1440-{scheme}")
    ground = page.get_by_test_id("stApp").evaluate("node => getComputedStyle(node).backgroundColor")
    expected = THEME[scheme]["backgroundColor"]
    assert ground == "rgb({}, {}, {})".format(*(int(expected[at : at + 2], 16) for at in (1, 3, 5)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(scheme: str) -> None:
    theme = THEME[scheme]
    surfaces = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    for surface in surfaces:
        assert contrast(theme["textColor"], surface) >= 7
        assert contrast(theme["linkColor"], surface) >= 4.5
        assert contrast(theme["primaryColor"], surface) >= 3
    assert contrast(faded(theme["textColor"], surfaces[0]), surfaces[0]) >= 4.5
    assert contrast("#FFFFFF", theme["primaryColor"]) >= 4.5
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 3
